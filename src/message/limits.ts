import { type APIMessageComponent, ComponentType } from 'discord-api-types/v10';
import type { MessageBody } from './build.ts';

/**
 * Discord's documented limits for messages with Components V2
 * (https://docs.discord.com/developers/components/reference). discord.js's builders do not check the
 * first two.
 */
export const MAX_COMPONENTS = 40;
export const MAX_TEXT = 4000;

export type Measure = {
  /** All components, nested ones included. */
  readonly components: number;
  /** Characters over all text displays. */
  readonly characters: number;
};

const childrenOf = (component: APIMessageComponent): readonly APIMessageComponent[] => {
  switch (component.type) {
    case ComponentType.Container:
    case ComponentType.ActionRow:
      return component.components;
    case ComponentType.Section:
      return [...component.components, component.accessory];
    default:
      return [];
  }
};

const walk = (components: readonly APIMessageComponent[]): readonly APIMessageComponent[] =>
  components.flatMap((component) => [component, ...walk(childrenOf(component))]);

/** Counts what Discord counts. */
export const measure = (body: MessageBody): Measure => {
  const all = walk(body.components);
  return {
    components: all.length,
    characters: all.reduce(
      (sum, component) => sum + (component.type === ComponentType.TextDisplay ? component.content.length : 0),
      0,
    ),
  };
};

const breachesOf = (component: APIMessageComponent): readonly string[] => {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return component.content.length === 0 ? ['a text is empty'] : [];
    case ComponentType.Section:
      return component.components.length < 1 || component.components.length > 3
        ? ['a section has not 1 to 3 texts']
        : [];
    case ComponentType.MediaGallery:
      return [
        ...(component.items.length < 1 || component.items.length > 10
          ? ['a gallery has not 1 to 10 items']
          : []),
        ...(component.items.some(({ description }) => (description?.length ?? 0) > 1024)
          ? ['an alt text is longer than 1,024 characters']
          : []),
      ];
    case ComponentType.ActionRow: {
      const buttons = component.components.every(({ type }) => type === ComponentType.Button);
      return component.components.length < 1 || component.components.length > (buttons ? 5 : 1)
        ? ['a row holds more than 5 buttons or 1 menu, or nothing']
        : [];
    }
    case ComponentType.Button:
      return [
        ...('label' in component && (component.label?.length ?? 0) > 80
          ? [`the label "${component.label}" is longer than 80 characters`]
          : []),
        ...('url' in component && component.url.length > 512
          ? [`the link "${component.url}" is longer than 512 characters`]
          : []),
      ];
    case ComponentType.StringSelect:
      return [
        ...(component.options.length < 1 || component.options.length > 25
          ? ['a menu has not 1 to 25 options']
          : []),
        ...(new Set(component.options.map(({ value }) => value)).size < component.options.length
          ? ['a menu has two options with the same value']
          : []),
        ...(component.options.some(
          ({ label, value, description }) =>
            label.length < 1 ||
            label.length > 100 ||
            value.length < 1 ||
            value.length > 100 ||
            (description?.length ?? 0) > 100,
        )
          ? ['a menu option is empty or longer than 100 characters']
          : []),
        ...((component.placeholder?.length ?? 0) > 150
          ? ['a placeholder is longer than 150 characters']
          : []),
      ];
    default:
      return [];
  }
};

/** Every limit of Discord's that a message breaks, in words; none for a message that Discord takes. */
export const breaches = (body: MessageBody): readonly string[] => {
  const all = walk(body.components);
  const { components, characters } = measure(body);
  const ids = all.flatMap((component) => ('custom_id' in component ? [component.custom_id] : []));
  return [
    ...(components > MAX_COMPONENTS ? [`${components} components, where ${MAX_COMPONENTS} are allowed`] : []),
    ...(characters > MAX_TEXT ? [`${characters} characters, where ${MAX_TEXT} are allowed`] : []),
    ...(components === 0 ? ['no components'] : []),
    ...(new Set(ids).size < ids.length ? ['two components share a custom id'] : []),
    ...ids
      .filter((id) => id.length < 1 || id.length > 100)
      .map((id) => `the custom id "${id}" has not 1 to 100 characters`),
    ...all.flatMap(breachesOf),
  ];
};
