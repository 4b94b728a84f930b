/** Texts packed into pages, each within a number of characters. A text longer than a page is cut into pieces. */
export const packPages = (texts: readonly string[], max: number): readonly string[] => {
  const pages: string[] = [];
  let page = '';
  for (const text of texts.flatMap((whole) => pieces(whole, max))) {
    if (page && page.length + text.length + 1 > max) {
      pages.push(page);
      page = '';
    }
    page = page ? `${page}\n${text}` : text;
  }
  return page ? [...pages, page] : pages;
};

const pieces = (text: string, max: number): readonly string[] =>
  text.length <= max
    ? [text]
    : (text.match(new RegExp(`[\\s\\S]{1,${max - 1}}(?:\\s|$)|[\\s\\S]{1,${max}}`, 'g')) ?? [text]);
