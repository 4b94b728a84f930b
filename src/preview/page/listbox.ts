import { fill } from './mount.ts';
import { el, type Tree } from './tree.ts';

/** A list to choose from, under the control of an input (a combobox) or of the button that opened it. */

export type ListOption = {
  readonly label: string;
  readonly description?: string | undefined;
  /** What stands at the end of the line, such as the names of options. */
  readonly aside?: string | undefined;
  readonly selected?: boolean;
};

export type ListboxOptions = {
  readonly label: string;
  readonly options: readonly ListOption[];
  /** The option that is marked first; -1 for none. */
  readonly active: number;
  readonly pick: (index: number) => void;
};

export type Listbox = {
  readonly show: (options: ListboxOptions, owner: HTMLElement) => void;
  readonly hide: () => void;
  readonly isOpen: () => boolean;
  /** Marks the next (1) or the one before (-1); from the ends it goes round. */
  readonly move: (by: number) => void;
  readonly moveTo: (index: number) => void;
  readonly active: () => number;
  readonly pickActive: () => boolean;
};

const optionTree = (id: string, option: ListOption): Tree =>
  el(
    'div',
    { id, role: 'option', class: 'option', 'aria-selected': option.selected ? 'true' : 'false' },
    el('span', { class: 'option-label', dir: 'auto' }, option.label),
    ...(option.description
      ? [el('span', { class: 'option-description', dir: 'auto' }, option.description)]
      : []),
    ...(option.aside ? [el('span', { class: 'option-aside' }, option.aside)] : []),
  );

/** Controls `box`, an element with an id and the role listbox. `owner` is told which option is marked. */
export const createListbox = (box: HTMLElement): Listbox => {
  let shown: ListboxOptions | undefined;
  let owner: HTMLElement | undefined;
  let active = -1;

  const mark = (index: number): void => {
    active = index;
    for (const [at, option] of [...box.children].entries()) option.classList.toggle('active', at === index);
    const option = box.children[index];
    if (option) {
      owner?.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      owner?.removeAttribute('aria-activedescendant');
    }
  };

  // A menu's list has the focus itself: its button tells.
  const tellExpanded = (): void => {
    if (owner !== box) owner?.setAttribute('aria-expanded', String(!box.hidden));
  };

  const hide = (): void => {
    if (!shown) return;
    shown = undefined;
    box.hidden = true;
    box.replaceChildren();
    owner?.removeAttribute('aria-activedescendant');
    tellExpanded();
    active = -1;
  };

  // The input keeps the focus while an option is pressed.
  box.addEventListener('pointerdown', (event) => event.preventDefault());
  box.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    const index = option ? [...box.children].indexOf(option) : -1;
    if (index >= 0) shown?.pick(index);
  });

  return {
    show: (options, by) => {
      if (owner !== by) hide();
      owner = by;
      shown = options;
      box.setAttribute('aria-label', options.label);
      fill(box, ...options.options.map((option, index) => optionTree(`${box.id}-${index}`, option)));
      box.hidden = options.options.length === 0;
      tellExpanded();
      mark(options.active);
    },
    hide,
    isOpen: () => shown !== undefined && !box.hidden,
    move: (by) => {
      const size = shown?.options.length ?? 0;
      if (size > 0) mark(active < 0 ? (by > 0 ? 0 : size - 1) : (active + by + size) % size);
    },
    moveTo: mark,
    active: () => active,
    pickActive: () => {
      if (!shown || active < 0) return false;
      shown.pick(active);
      return true;
    },
  };
};
