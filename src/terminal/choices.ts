import { type APIMessageComponent, ComponentType } from 'discord-api-types/v10';

/** What can be pressed in a message: the terminal offers it by number. Pure. */

export type Pick = { readonly label: string; readonly customId: string; readonly values: readonly string[] };

export type Choice =
  | ({ readonly kind: 'press' } & Pick)
  /** A menu opens a list of its own, so that its entries do not flood the screen. */
  | { readonly kind: 'menu'; readonly label: string; readonly entries: readonly Pick[] };

const choicesOf = (component: APIMessageComponent): readonly Choice[] => {
  switch (component.type) {
    case ComponentType.Container:
    case ComponentType.ActionRow:
      return component.components.flatMap(choicesOf);
    case ComponentType.Section:
      return choicesOf(component.accessory);
    case ComponentType.Button:
      return 'custom_id' in component && !component.disabled
        ? [{ kind: 'press', label: component.label ?? '', customId: component.custom_id, values: [] }]
        : [];
    case ComponentType.StringSelect:
      return [
        {
          kind: 'menu',
          label: component.placeholder ?? '',
          entries: component.options.map(({ label, value, description }) => ({
            label: description ? `${label}, ${description}` : label,
            customId: component.custom_id,
            values: [value],
          })),
        },
      ];
    default:
      return [];
  }
};

/** Buttons and menus in reading order. */
export const choices = (components: readonly APIMessageComponent[]): readonly Choice[] =>
  components.flatMap(choicesOf);

/** The choices behind one number: a menu's entries. */
export const opened = (choice: Choice & { kind: 'menu' }): readonly Choice[] =>
  choice.entries.map((entry) => ({ kind: 'press', ...entry }));
