import { type MarkdownContext, renderInline } from './render-inline.ts';
import { el, type Tree } from './tree.ts';

/** Discord's markdown by blocks: paragraphs, headings, small print, quotes, lists and code. */

const FENCE = /```(?:([\w+#-]+)\n)?\n?([\s\S]+?)\n?```/g;
const HEADING = /^(#{1,3})\s+(\S.*)$/;
const SMALL = /^-#\s+(\S.*)$/;
const QUOTE = /^> ?(.*)$/;
const QUOTE_REST = /^>>> ?/;
const ITEM = /^( *)(?:([-*])|(\d{1,9})\.) +(\S.*)$/;

type Item = {
  readonly indent: number;
  /** The number of an ordered item; undefined for a bullet. */
  readonly number: number | undefined;
  readonly text: string;
};

// The direction of each line follows its own first letter.
const block = (className: string, trees: readonly Tree[]): Tree =>
  el('div', { class: className, dir: 'auto' }, ...trees);

/** Items at or below the first one's indent, nested ones inside. */
const renderList = (items: readonly Item[], context: MarkdownContext): readonly Tree[] => {
  const [first] = items;
  if (!first) return [];
  const ordered = first.number !== undefined;
  const children: Tree[] = [];
  let index = 0;
  while (index < items.length) {
    const item = items[index];
    if (!item) break;
    // Another kind of list at the same depth begins a list of its own.
    if (item.indent <= first.indent && (item.number !== undefined) !== ordered) break;
    let end = index + 1;
    while (end < items.length && (items[end]?.indent ?? 0) > first.indent) end += 1;
    children.push(
      el(
        'li',
        { dir: 'auto' },
        ...renderInline(item.text, context),
        ...renderList(items.slice(index + 1, end), context),
      ),
    );
    index = end;
  }
  const list = ordered ? el('ol', { start: first.number }, ...children) : el('ul', {}, ...children);
  return [list, ...renderList(items.slice(index), context)];
};

const renderLines = (
  lines: readonly string[],
  context: MarkdownContext,
  inQuote = false,
): readonly Tree[] => {
  const trees: Tree[] = [];
  let paragraph: string[] = [];
  let quote: string[] = [];
  let items: Item[] = [];
  const flush = (): void => {
    if (paragraph.some((line) => line.trim() !== ''))
      trees.push(block('md-text', renderInline(paragraph.join('\n'), context)));
    else if (paragraph.length > 0 && trees.length > 0) trees.push(el('div', { class: 'md-gap' }));
    if (quote.length > 0) trees.push(el('blockquote', {}, ...renderLines(quote, context, true)));
    trees.push(...renderList(items, context));
    [paragraph, quote, items] = [[], [], []];
  };
  for (const [index, line] of lines.entries()) {
    if (!inQuote && QUOTE_REST.test(line)) {
      flush();
      const rest = [line.replace(QUOTE_REST, ''), ...lines.slice(index + 1)];
      trees.push(el('blockquote', {}, ...renderLines(rest, context, true)));
      return trees;
    }
    const heading = HEADING.exec(line);
    const small = SMALL.exec(line);
    // A quote inside a quote is no quote.
    const quoted = inQuote ? null : QUOTE.exec(line);
    const item = ITEM.exec(line);
    const continued = items.at(-1);
    if (heading || small) {
      flush();
      const size = heading ? `md-h${heading[1]?.length}` : 'md-small';
      const content = renderInline(heading?.[2] ?? small?.[1] ?? '', context);
      trees.push(heading ? el('h3', { class: size, dir: 'auto' }, ...content) : block(size, content));
    } else if (quoted) {
      if (quote.length === 0) flush();
      quote.push(quoted[1] ?? '');
    } else if (item) {
      if (items.length === 0) flush();
      const [, indent = '', , number, text = ''] = item;
      items.push({ indent: indent.length, number: number === undefined ? undefined : Number(number), text });
    } else if (continued && /^ {2,}\S/.test(line)) {
      items = [...items.slice(0, -1), { ...continued, text: `${continued.text}\n${line.trim()}` }];
    } else {
      if (quote.length > 0 || items.length > 0) flush();
      paragraph.push(line);
    }
  }
  flush();
  return trees;
};

/** A text display's content. Pure: the same text, viewer and time give the same trees. */
export const renderMarkdown = (content: string, context: MarkdownContext): readonly Tree[] => {
  const trees: Tree[] = [];
  let end = 0;
  const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));
  for (const match of content.matchAll(FENCE)) {
    trees.push(...renderLines(linesOf(content.slice(end, match.index).replace(/\n$/, '')), context));
    const code = el('code', match[1] ? { 'data-language': match[1] } : {}, match[2] ?? '');
    trees.push(el('pre', { tabindex: 0 }, code));
    end = match.index + match[0].length;
    if (content[end] === '\n') end += 1;
  }
  trees.push(...renderLines(linesOf(content.slice(end)), context));
  return trees;
};
