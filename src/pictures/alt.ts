/** Discord's limit for the alt text of a picture, in characters. */
export const ALT_LIMIT = 1024;

/** An alt text: the opening, then as many sentences as the limit takes, then how many more there are. */
export const altText = (
  opening: string,
  sentences: readonly string[],
  more: (left: number) => string,
): string => {
  for (let shown = sentences.length; shown >= 0; shown -= 1) {
    const left = sentences.length - shown;
    const text = [opening, ...sentences.slice(0, shown), ...(left > 0 ? [more(left)] : [])].join(' ');
    if (text.length <= ALT_LIMIT) return text;
  }
  return `${opening.slice(0, ALT_LIMIT - 1)}…`;
};
