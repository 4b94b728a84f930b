import { el, type Tree } from './tree.ts';

/** JSON with its parts told apart for the style sheet. */

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export const renderJson = (value: unknown): readonly Tree[] => {
  const text = JSON.stringify(value, null, 2) ?? '';
  const trees: Tree[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    trees.push(text.slice(end, match.index));
    const [whole, string, colon] = match;
    if (string && colon) trees.push(el('span', { class: 'json-key' }, string), colon);
    else trees.push(el('span', { class: string ? 'json-string' : 'json-value' }, whole));
    end = match.index + whole.length;
  }
  trees.push(text.slice(end));
  return trees.filter((tree) => tree !== '');
};
