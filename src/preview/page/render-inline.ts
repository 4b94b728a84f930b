import { renderTimestamp, type Viewer } from './render-timestamp.ts';
import { texts } from './texts.ts';
import { type Branch, el, safeHref, type Tree } from './tree.ts';

/** Discord's markdown inside a line: emphasis, code, links, timestamps, mentions and backslashes. */

export type MarkdownContext = Viewer & {
  /** The names of local channels, roles and users, by id. */
  readonly names: Readonly<Record<string, string>>;
};

// From the first to the last Arabic letter, across spaces and signs but not across other letters and lines.
const ARABIC = /\p{Script=Arabic}(?:[^\p{L}\n]*[\p{Script=Arabic}\p{M}])*/gu;

/**
 * Plain text; Arabic marked as such. Inside a line it is set apart, so that it cannot reorder what stands around
 * it; where it begins a line it decides the direction of that line.
 */
const textTrees = (text: string): readonly Tree[] =>
  text.split('\n').flatMap((line, index): readonly Tree[] => {
    const trees: Tree[] = index > 0 ? [el('br')] : [];
    let end = 0;
    for (const match of line.matchAll(ARABIC)) {
      const before = line.slice(0, match.index);
      if (match.index > end) trees.push(line.slice(end, match.index));
      trees.push(el(/\p{L}/u.test(before) ? 'bdi' : 'span', { lang: 'ar' }, match[0]));
      end = match.index + match[0].length;
    }
    if (end < line.length) trees.push(line.slice(end));
    return trees;
  });

/** A link that leaves the page. Its address is the tooltip, as on Discord. */
export const externalLink = (address: string, title: string, ...children: readonly Tree[]): Tree => {
  const href = safeHref(address);
  return href === undefined
    ? el('span', {}, ...children)
    : el('a', { href, title, target: '_blank', rel: 'noopener noreferrer' }, ...children);
};

const mention = (name: string): Branch => el('span', { class: 'mention' }, name);

type Rule = {
  /** Sticky: tried at one place of the text. */
  readonly pattern: RegExp;
  /** Undefined where the text only looks like this rule. */
  readonly render: (match: readonly (string | undefined)[], context: Inside) => Tree | undefined;
};

type Inside = MarkdownContext & { readonly depth: number; readonly inLink: boolean };

const inner = (text: string | undefined, inside: Inside): readonly Tree[] =>
  scan(text ?? '', { ...inside, depth: inside.depth + 1 });

// `)` belongs to an address only where it closes a `(` of the address.
const trimAddress = (address: string): string => {
  let trimmed = address;
  while (/[)\].,:;"'!?*_~|]$/.test(trimmed)) {
    if (trimmed.endsWith(')') && (trimmed.match(/\(/g)?.length ?? 0) >= (trimmed.match(/\)/g)?.length ?? 0))
      break;
    trimmed = trimmed.slice(0, -1);
  }
  return trimmed;
};

const rules: readonly Rule[] = [
  { pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y, render: ([, , code]) => el('code', {}, (code ?? '').trim()) },
  {
    pattern: /<t:(-?\d{1,13})(?::([A-Za-z]))?>/y,
    render: ([, seconds, style], inside) => renderTimestamp(Number(seconds), style ?? 'f', inside),
  },
  { pattern: /<@!?(\d+)>/y, render: ([, id = ''], { names }) => mention(`@${names[id] ?? id}`) },
  { pattern: /<@&(\d+)>/y, render: ([, id = ''], { names }) => mention(`@${names[id] ?? id}`) },
  { pattern: /<#(\d+)>/y, render: ([, id = ''], { names }) => mention(`#${names[id] ?? id}`) },
  { pattern: /<(\/[-\w ]{1,100}):\d+>/y, render: ([, name = '']) => mention(name) },
  {
    pattern:
      /\[((?:\\[\s\S]|[^\]\\\n])+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+["']([^"'\n]*)["'])?\)/y,
    render: ([, label = '', address = '', title], inside) =>
      // Discord shows a masked link as plain text where its label is an address itself.
      inside.inLink || /https?:\/\//.test(label)
        ? undefined
        : externalLink(address, title ?? address, ...inner(label, { ...inside, inLink: true })),
  },
  {
    pattern: /<(https?:\/\/[^\s<>]+)>/y,
    render: ([, address = ''], { inLink }) => (inLink ? undefined : externalLink(address, address, address)),
  },
  { pattern: /\|\|([\s\S]+?)\|\|/y, render: ([, text], inside) => spoiler(inner(text, inside)) },
  {
    pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y,
    render: ([, text], inside) => el('strong', {}, ...inner(text, inside)),
  },
  {
    pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y,
    render: ([, text], inside) => el('u', {}, ...inner(text, inside)),
  },
  { pattern: /~~([\s\S]+?)~~/y, render: ([, text], inside) => el('s', {}, ...inner(text, inside)) },
  {
    pattern: /\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:[^*\s\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y,
    render: ([, text], inside) => el('em', {}, ...inner(text, inside)),
  },
  {
    // An underscore inside a word is only an underscore.
    pattern: /(?<![\p{L}\p{N}_])_((?:__|\\[\s\S]|[^\\_])+?)_(?![\p{L}\p{N}_])/uy,
    render: ([, text], inside) => el('em', {}, ...inner(text, inside)),
  },
];

const spoiler = (children: readonly Tree[]): Branch =>
  el(
    'span',
    {
      class: 'spoiler',
      role: 'button',
      tabindex: 0,
      'aria-expanded': 'false',
      'aria-label': texts.spoiler,
      'data-spoiler': true,
    },
    el('span', {}, ...children),
  );

const ESCAPE = /\\([^0-9A-Za-z\s])/y;
const BARE_ADDRESS = /https?:\/\/[^\s<>[\]]+/y;
const SPECIAL = /[\\`<[|*_~]|https?:\/\//g;

// Discord nests no deeper either; the bound keeps hostile text from exhausting the stack.
const MAX_DEPTH = 16;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const scan = (text: string, inside: Inside): readonly Tree[] => {
  if (inside.depth > MAX_DEPTH) return textTrees(text);
  const trees: Tree[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain) trees.push(...textTrees(plain));
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const escaped = matchAt(ESCAPE, text, at);
    if (escaped) {
      plain += escaped[1] ?? '';
      at += escaped[0].length;
      continue;
    }
    const bare = inside.inLink ? null : matchAt(BARE_ADDRESS, text, at);
    if (bare) {
      const address = trimAddress(bare[0]);
      flush();
      trees.push(externalLink(address, address, address));
      at += address.length;
      continue;
    }
    const ruled = ruleAt(text, at, inside);
    if (ruled) {
      flush();
      trees.push(ruled.tree);
      at += ruled.length;
      continue;
    }
    SPECIAL.lastIndex = at + 1;
    const next = SPECIAL.exec(text)?.index ?? text.length;
    plain += text.slice(at, next);
    at = next;
  }
  flush();
  return trees;
};

const ruleAt = (
  text: string,
  at: number,
  inside: Inside,
): { readonly tree: Tree; readonly length: number } | undefined => {
  for (const { pattern, render } of rules) {
    const match = matchAt(pattern, text, at);
    const tree = match ? render(match, inside) : undefined;
    if (match && tree !== undefined) return { tree, length: match[0].length };
  }
  return undefined;
};

/** The text of one paragraph, heading or list item; line breaks stay line breaks. */
export const renderInline = (text: string, context: MarkdownContext): readonly Tree[] =>
  scan(text, { ...context, depth: 0, inLink: false });
