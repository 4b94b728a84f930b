import type { Tree } from '../../src/preview/page/tree.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Trees as HTML, for tests to read. `only` names the attributes to keep; without it, none are kept. */
export const html = (trees: readonly Tree[], only: readonly string[] = []): string =>
  trees
    .map((tree) => {
      if (typeof tree === 'string') return escapeHtml(tree);
      const attributes = Object.entries(tree.attributes)
        .filter(([name, value]) => only.includes(name) && value !== undefined && value !== false)
        .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`));
      return tree.tag === 'br' || tree.tag === 'hr' || tree.tag === 'img' || tree.tag === 'input'
        ? `<${tree.tag}${attributes.join('')}>`
        : `<${tree.tag}${attributes.join('')}>${html(tree.children, only)}</${tree.tag}>`;
    })
    .join('');
