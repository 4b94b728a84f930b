import { byId, toDom } from './mount.ts';
import { type ArticleContext, type Entry, renderArticle } from './render-article.ts';
import { relativeText } from './render-timestamp.ts';

/** The channel: its entries in order, each drawn again when it changes. */

export type LogView = {
  /**
   * Adds an entry at its time, or draws it again where its id is there already. What was asked for is brought
   * into view; what comes by itself only where the viewer is at the end of the channel.
   */
  readonly set: (entry: Entry) => void;
  readonly get: (id: string) => Entry | undefined;
  readonly remove: (id: string) => void;
  /** Brings an entry into view and gives it the focus; false where it is not there. */
  readonly show: (id: string) => boolean;
};

const REFRESH_RELATIVE_MS = 30_000;
/** Pictures that arrive soon after an entry still keep it in view. */
const FOLLOW_MS = 4000;
/** So many pixels from the end of the channel still count as its end. */
const NEAR_END = 60;

const controls = '[data-press], [data-menu], [data-json], [data-picture], a, button';

/** Where the focus is within an element, so that it can be put back after a redraw. */
const focusIn = (article: Element) => {
  const focused = document.activeElement;
  if (!focused || !article.contains(focused)) return undefined;
  return {
    press: focused.getAttribute('data-press'),
    menu: focused.getAttribute('data-menu'),
    index: [...article.querySelectorAll(controls)].indexOf(focused),
  };
};

const putFocusBack = (article: HTMLElement, was: NonNullable<ReturnType<typeof focusIn>>): void => {
  const all = [...article.querySelectorAll<HTMLElement>(controls)];
  const same = all.find(
    (control) =>
      (was.press !== null && control.dataset.press === was.press) ||
      (was.menu !== null && control.dataset.menu === was.menu),
  );
  (same ?? all[was.index] ?? article).focus({ preventScroll: true });
};

export const createLogView = (context: () => ArticleContext): LogView => {
  const scroller = byId('log');
  const list = byId('entries');
  const entries = new Map<string, Entry>();
  const openedAt = Date.now();
  let followed: { readonly article: HTMLElement; readonly until: number } | undefined;

  const articleOf = (id: string): HTMLElement | null => document.getElementById(`entry-${id}`);

  const follow = (article: HTMLElement): void => {
    const tall = article.offsetHeight > scroller.clientHeight - 24;
    article.scrollIntoView({ block: tall ? 'start' : 'end' });
  };

  // Loads do not bubble, hence the capture.
  scroller.addEventListener(
    'load',
    () => {
      if (followed && performance.now() < followed.until) follow(followed.article);
    },
    true,
  );
  for (const kind of ['wheel', 'touchmove', 'keydown'] as const)
    scroller.addEventListener(
      kind,
      () => {
        followed = undefined;
      },
      { passive: true },
    );
  setInterval(() => {
    const { locale } = context();
    for (const time of document.querySelectorAll<HTMLElement>('[data-relative]'))
      time.textContent = relativeText(Number(time.dataset.relative), { now: Date.now(), locale });
  }, REFRESH_RELATIVE_MS);

  return {
    set: (entry) => {
      const drawn = toDom(renderArticle(entry, context()));
      if (!(drawn instanceof HTMLElement)) return;
      const before = articleOf(entry.id);
      entries.set(entry.id, entry);
      if (before) {
        const was = focusIn(before);
        before.replaceWith(drawn);
        if (was) putFocusBack(drawn, was);
        if (followed?.article === before) followed = { ...followed, article: drawn };
        if (followed?.article === drawn) follow(drawn);
        return;
      }
      const atEnd = scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - NEAR_END;
      const byItself = entry.kind === 'bot' && entry.origin.kind === 'post';
      const later = [...entries.values()]
        .filter(({ at }) => at > entry.at)
        .toSorted((a, b) => a.at - b.at)[0];
      list.insertBefore(drawn, later ? articleOf(later.id) : null);
      if (byItself && (later || !atEnd || entry.at < openedAt)) return;
      followed = { article: drawn, until: performance.now() + FOLLOW_MS };
      follow(drawn);
    },
    get: (id) => entries.get(id),
    remove: (id) => {
      entries.delete(id);
      articleOf(id)?.remove();
    },
    show: (id) => {
      const article = articleOf(id);
      if (!article) return false;
      follow(article);
      article.focus({ preventScroll: true });
      return true;
    },
  };
};
