import { safeHref, type Tree } from './tree.ts';

/** Trees made into elements of the page. */

const isAllowed = (name: string, value: string): boolean => {
  if (name.startsWith('on') || name === 'style' || name === 'srcdoc') return false;
  return (name !== 'href' && name !== 'src') || safeHref(value) !== undefined;
};

export const toDom = (tree: Tree): Node => {
  if (typeof tree === 'string') return document.createTextNode(tree);
  const element = document.createElement(tree.tag);
  for (const [name, value] of Object.entries(tree.attributes)) {
    if (value === undefined || value === false) continue;
    const text = value === true ? '' : String(value);
    if (isAllowed(name, text)) element.setAttribute(name, text);
  }
  for (const [name, value] of Object.entries(tree.variables)) element.style.setProperty(name, value);
  element.append(...tree.children.map(toDom));
  return element;
};

/** Replaces what is in an element. */
export const fill = (element: Element, ...trees: readonly Tree[]): void => {
  element.replaceChildren(...trees.map(toDom));
};

/** The element with this id. The page's own HTML has it, or the page is broken. */
export const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element "${id}".`);
  return element;
};
