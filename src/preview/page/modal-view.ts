import { byId, fill } from './mount.ts';
import type { MarkdownContext } from './render-inline.ts';
import { filledIn, type Modal, renderModal } from './render-modal.ts';

/** The form that a modal opens. */
export const createModalView = () => {
  const dialog = byId('modal');
  const form = byId('modal-form');
  const title = byId('modal-title');
  const fields = byId('modal-fields');
  if (!(dialog instanceof HTMLDialogElement) || !(form instanceof HTMLFormElement))
    throw new Error('The page has no form.');
  let submit: (() => void) | undefined;

  const valuesOf = (customId: string): readonly string[] => {
    const control = document.getElementById(`modal-${customId}`);
    if (control instanceof HTMLSelectElement)
      return [...control.selectedOptions].map(({ value }) => value).filter((value) => value !== '');
    if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) return [control.value];
    return [];
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const send = submit;
    dialog.close();
    send?.();
  });
  dialog.addEventListener('close', () => {
    submit = undefined;
  });
  byId('modal-cancel').addEventListener('click', () => dialog.close());

  return {
    open: (modal: Modal, context: MarkdownContext, send: (components: readonly object[]) => void): void => {
      fill(title, modal.title);
      fill(fields, ...renderModal(modal, context));
      submit = () => send(filledIn(modal, valuesOf));
      dialog.showModal();
      fields.querySelector<HTMLElement>('input, textarea, select')?.focus();
    },
  };
};

export type ModalView = ReturnType<typeof createModalView>;
