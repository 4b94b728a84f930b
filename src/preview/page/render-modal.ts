import type { APIComponentInLabel, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { MarkdownContext } from './render-inline.ts';
import { renderMarkdown } from './render-markdown.ts';
import { menuOptions } from './render-message.ts';
import { texts } from './texts.ts';
import { el, type Tree } from './tree.ts';

/** The form of a modal as trees, and what was filled in as Discord sends it. */

export type Modal = APIModalInteractionResponseCallbackData;

type Field = {
  readonly component: APIComponentInLabel;
  readonly label: string;
  readonly description: string | undefined;
};

type Part =
  | { readonly kind: 'field'; readonly wrapper: 1 | 18; readonly field: Field }
  | { readonly kind: 'text'; readonly content: string };

const partsOf = (modal: Modal): readonly Part[] =>
  modal.components.flatMap((part): readonly Part[] => {
    switch (part.type) {
      case 1:
        return part.components.map((component) => ({
          kind: 'field',
          wrapper: 1,
          field: { component, label: component.label ?? component.custom_id, description: undefined },
        }));
      case 10:
        return [{ kind: 'text', content: part.content }];
      case 18:
        return [
          {
            kind: 'field',
            wrapper: 18,
            field: {
              component: part.component,
              label: part.label,
              description: part.description ?? undefined,
            },
          },
        ];
      default:
        return [];
    }
  });

const control = ({ component, description }: Field): Tree => {
  const id = `modal-${component.custom_id}`;
  const shared = {
    id,
    name: component.custom_id,
    required: 'required' in component ? (component.required ?? true) : false,
    'aria-describedby': description === undefined ? undefined : `${id}-about`,
  };
  switch (component.type) {
    case 4: {
      const text = {
        ...shared,
        dir: 'auto',
        placeholder: component.placeholder,
        minlength: component.min_length,
        maxlength: component.max_length ?? 4000,
      };
      return component.style === 2
        ? el('textarea', { ...text, rows: 4 }, component.value ?? '')
        : el('input', { ...text, type: 'text', value: component.value });
    }
    case 3:
    case 6:
    case 8: {
      const multiple = (component.max_values ?? 1) > 1;
      const options = menuOptions(component);
      return el(
        'select',
        { ...shared, multiple },
        ...(multiple ? [] : [el('option', { value: '' }, component.placeholder ?? texts.modal.nothing)]),
        ...options.map(({ label, value, description: about, chosen }) =>
          el('option', { value, selected: chosen }, about ? `${label}: ${about}` : label),
        ),
      );
    }
    default:
      return el('p', { class: 'unsupported' }, texts.message.unsupported(component.type));
  }
};

/** The fields of a form, each with its label. */
export const renderModal = (modal: Modal, context: MarkdownContext): readonly Tree[] =>
  partsOf(modal).map((part) => {
    if (part.kind === 'text') return el('div', { class: 'text' }, ...renderMarkdown(part.content, context));
    const { component, label, description } = part.field;
    const required = 'required' in component ? (component.required ?? true) : false;
    return el(
      'div',
      { class: 'modal-field' },
      el(
        'label',
        { for: `modal-${component.custom_id}` },
        label,
        ...(required ? [el('span', { class: 'required' }, ` (${texts.modal.required})`)] : []),
      ),
      ...(description === undefined
        ? []
        : [el('small', { id: `modal-${component.custom_id}-about` }, description)]),
      control(part.field),
    );
  });

/** The components of a form that was sent; `valuesOf` gives what a field holds. */
export const filledIn = (
  modal: Modal,
  valuesOf: (customId: string) => readonly string[],
): readonly object[] =>
  partsOf(modal).flatMap((part): readonly object[] => {
    if (part.kind === 'text') return [{ type: 10 }];
    const { type, custom_id } = part.field.component;
    const values = valuesOf(custom_id);
    const filled = type === 4 ? { type, custom_id, value: values[0] ?? '' } : { type, custom_id, values };
    return [part.wrapper === 1 ? { type: 1, components: [filled] } : { type: 18, component: filled }];
  });
