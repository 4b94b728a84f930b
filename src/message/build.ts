import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIFileComponent,
  type APIMediaGalleryComponent,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  type APISelectMenuOption,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';

/** Small builders for Discord's message components; what they give is the JSON that Discord takes. */

/** The body of a message, without its flags: the doors add them. */
export type MessageBody = {
  readonly components: readonly APIMessageTopLevelComponent[];
  /** Only where a channel owner chose a role to mention; closed otherwise. */
  readonly allowedRoles?: readonly string[];
};

/** A file that goes with a message; `attachment://<name>` refers to it. */
export type Attachment = { readonly name: string; readonly data: Uint8Array; readonly description?: string };

export const textDisplay = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
});

export const separator = (): APISeparatorComponent => ({ type: ComponentType.Separator });

export const container = (
  components: readonly APIComponentInContainer[],
  accentColor?: number,
): APIContainerComponent => ({
  type: ComponentType.Container,
  ...(accentColor === undefined ? {} : { accent_color: accentColor }),
  components: [...components],
});

export const row = <T extends APIComponentInMessageActionRow>(
  components: readonly T[],
): APIActionRowComponent<T> => ({
  type: ComponentType.ActionRow,
  components: [...components],
});

export const section = (texts: readonly string[], accessory: APIButtonComponent): APISectionComponent => ({
  type: ComponentType.Section,
  components: texts.map(textDisplay),
  accessory,
});

const buttonStyles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const;

export const button = (
  label: string,
  customId: string,
  options: { readonly style?: keyof typeof buttonStyles; readonly disabled?: boolean } = {},
): APIButtonComponent => ({
  type: ComponentType.Button,
  style: buttonStyles[options.style ?? 'secondary'],
  label,
  custom_id: customId,
  ...(options.disabled ? { disabled: true } : {}),
});

export const linkButton = (label: string, url: string): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label,
  url,
});

export const selectMenu = (
  customId: string,
  placeholder: string,
  options: readonly APISelectMenuOption[],
): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: customId,
  placeholder,
  options: [...options],
});

/** A picture (or several) among the components; `url` is an `attachment://` reference. */
export const gallery = (
  items: readonly { readonly url: string; readonly alt: string }[],
): APIMediaGalleryComponent => ({
  type: ComponentType.MediaGallery,
  items: items.map(({ url, alt }) => ({ media: { url }, description: alt })),
});

export const fileComponent = (url: string): APIFileComponent => ({ type: ComponentType.File, file: { url } });

/** Cuts a text to a number of characters, with an ellipsis where something was cut off. */
export const clip = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  // A cut must not leave half of a surrogate pair.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
};
