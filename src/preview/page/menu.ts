import { createListbox, type ListOption } from './listbox.ts';
import { byId, fill } from './mount.ts';
import { texts } from './texts.ts';

/** The list that a menu button opens: one choice, or several up to `max`. */

export type MenuRequest = {
  readonly button: HTMLElement;
  readonly label: string;
  readonly options: readonly ListOption[];
  readonly min: number;
  readonly max: number;
  readonly choose: (indexes: readonly number[]) => void;
};

const TYPING_PAUSE_MS = 700;

/** Opens menus in the page's one popup. */
export const createMenu = () => {
  const popup = byId('menu-popup');
  const box = byId('menu-list');
  const done = byId('menu-done');
  const range = byId('menu-range');
  const list = createListbox(box);
  let request: MenuRequest | undefined;
  let chosen = new Set<number>();
  let typed = '';
  let typedAt = 0;

  const place = (button: HTMLElement): void => {
    const around = button.getBoundingClientRect();
    const width = Math.min(Math.max(around.width, 260), window.innerWidth - 16);
    const below = window.innerHeight - around.bottom;
    const up = below < 260 && around.top > below;
    popup.style.setProperty('--width', `${width}px`);
    popup.style.setProperty(
      '--left',
      `${Math.max(8, Math.min(around.left, window.innerWidth - width - 8))}px`,
    );
    popup.style.setProperty('--top', up ? 'auto' : `${around.bottom + 4}px`);
    popup.style.setProperty('--bottom', up ? `${window.innerHeight - around.top + 4}px` : 'auto');
    popup.style.setProperty('--room', `${(up ? around.top : below) - 70}px`);
  };

  const close = (): void => {
    if (!request) return;
    const { button } = request;
    request = undefined;
    list.hide();
    popup.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    button.focus();
  };

  const finish = (): void => {
    const asked = request;
    if (!asked || chosen.size < asked.min) return;
    close();
    asked.choose([...chosen].sort((a, b) => a - b));
  };

  const refresh = (active: number): void => {
    if (!request) return;
    const { label, options } = request;
    list.show(
      {
        label,
        options: options.map((option, index) => ({ ...option, selected: chosen.has(index) })),
        active,
        pick: toggle,
      },
      box,
    );
    done.toggleAttribute('disabled', chosen.size < request.min);
  };

  const toggle = (index: number): void => {
    if (!request) return;
    if (request.max === 1) {
      chosen = new Set([index]);
      finish();
      return;
    }
    if (chosen.has(index)) chosen.delete(index);
    else if (chosen.size < request.max) chosen.add(index);
    refresh(index);
  };

  const jumpTo = (letter: string): void => {
    const now = performance.now();
    typed = now - typedAt > TYPING_PAUSE_MS ? letter : typed + letter;
    typedAt = now;
    const found = (request?.options ?? []).findIndex(({ label }) => label.toLowerCase().startsWith(typed));
    if (found >= 0) list.moveTo(found);
  };

  box.addEventListener('keydown', (event) => {
    const last = (request?.options.length ?? 1) - 1;
    switch (event.key) {
      case 'ArrowDown':
        list.move(1);
        break;
      case 'ArrowUp':
        list.move(-1);
        break;
      case 'Home':
        list.moveTo(0);
        break;
      case 'End':
        list.moveTo(last);
        break;
      case 'Enter':
      case ' ':
        list.pickActive();
        break;
      default:
        if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
        jumpTo(event.key.toLowerCase());
    }
    event.preventDefault();
  });
  popup.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  });
  popup.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node) || !popup.contains(event.relatedTarget)) {
      // A press beside the menu closes it without taking the focus back.
      const button = request?.button;
      request = undefined;
      list.hide();
      popup.hidden = true;
      button?.setAttribute('aria-expanded', 'false');
    }
  });
  done.addEventListener('click', finish);

  return {
    open: (asked: MenuRequest): void => {
      request = asked;
      chosen = new Set(asked.options.flatMap(({ selected }, index) => (selected ? [index] : [])));
      box.setAttribute('aria-multiselectable', String(asked.max > 1));
      byId('menu-foot').hidden = asked.max === 1;
      fill(range, texts.menu.range(asked.min, asked.max));
      place(asked.button);
      popup.hidden = false;
      asked.button.setAttribute('aria-expanded', 'true');
      refresh(
        Math.max(
          0,
          asked.options.findIndex(({ selected }) => selected),
        ),
      );
      box.focus();
    },
  };
};

export type Menu = ReturnType<typeof createMenu>;
