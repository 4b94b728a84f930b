import type {
  APIButtonComponent,
  APIMediaGalleryItem,
  APIMessageComponent,
  APISelectMenuComponent,
} from 'discord-api-types/v10';
import { externalLink, type MarkdownContext } from './render-inline.ts';
import { renderMarkdown } from './render-markdown.ts';
import { texts } from './texts.ts';
import { type Branch, el, type Tree, withVariables } from './tree.ts';
import type { SentFile } from './wire.ts';
import { channels, roles } from './world.ts';

/** The components of a message as trees: what Discord would draw of the same JSON. */

export type MessageContext = MarkdownContext & {
  readonly files: readonly SentFile[];
  /** The custom id of the button or menu whose answer is awaited. */
  readonly awaited?: string | undefined;
};

const fileOf = (url: string, files: readonly SentFile[]): SentFile | undefined =>
  files.find(({ name }) => url === `attachment://${name}`);

/** `18.4 kB`. */
export const sizeText = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${(bytes / 1000).toFixed(1)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;

const buttonStyles: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
};

const emojiOf = (component: { readonly emoji?: { readonly name?: string | null } }): readonly Tree[] =>
  component.emoji?.name ? [el('span', { class: 'emoji', 'aria-hidden': 'true' }, component.emoji.name)] : [];

// Not `disabled`, which would take the keyboard's focus away from what was just pressed.
const busy = (awaited: boolean) => (awaited ? { 'aria-disabled': 'true', 'aria-busy': 'true' } : {});

const renderButton = (button: APIButtonComponent, { awaited }: MessageContext): Tree => {
  if ('sku_id' in button) return unsupported(button.type);
  const label = [...emojiOf(button), el('span', { dir: 'auto' }, button.label ?? '')];
  if ('url' in button) {
    if (button.disabled) return el('span', { class: 'button secondary', 'aria-disabled': 'true' }, ...label);
    const link = externalLink(
      button.url,
      button.url,
      ...label,
      el('span', { class: 'out', 'aria-hidden': 'true' }),
    );
    return typeof link === 'string'
      ? link
      : { ...link, attributes: { ...link.attributes, class: 'button secondary' } };
  }
  return el(
    'button',
    {
      type: 'button',
      class: `button ${buttonStyles[button.style] ?? 'secondary'}`,
      disabled: button.disabled,
      ...busy(awaited === button.custom_id),
      'data-press': button.custom_id,
    },
    ...label,
  );
};

export type MenuOption = {
  readonly label: string;
  readonly value: string;
  readonly description: string | undefined;
  readonly chosen: boolean;
};

const MENU_OF_STRINGS = 3;
const MENU_OF_ROLES = 6;
const MENU_OF_CHANNELS = 8;

/** What a menu offers: its own options, or the local channels or roles. */
export const menuOptions = (menu: APISelectMenuComponent): readonly MenuOption[] => {
  if (menu.type === MENU_OF_STRINGS)
    return menu.options.map(({ label, value, description, default: chosen = false }) => ({
      label,
      value,
      description,
      chosen,
    }));
  const chosenIds = new Set<string>((menu.default_values ?? []).map(({ id }) => id));
  const option = (id: string, label: string): MenuOption => ({
    label,
    value: id,
    description: undefined,
    chosen: chosenIds.has(id),
  });
  if (menu.type === MENU_OF_CHANNELS)
    return channels
      .filter(({ type }) => menu.channel_types?.some((wanted) => wanted === Number(type)) ?? true)
      .map(({ id, name }) => option(id, `#${name}`));
  if (menu.type === MENU_OF_ROLES) return roles.map(({ id, name }) => option(id, `@${name}`));
  return [];
};

const renderMenu = (menu: APISelectMenuComponent, { awaited }: MessageContext): Tree => {
  const chosen = menuOptions(menu).filter((option) => option.chosen);
  const placeholder = menu.placeholder ?? texts.menu.placeholder;
  const shown = chosen.length > 0 ? chosen.map(({ label }) => label).join(', ') : placeholder;
  return el(
    'button',
    {
      type: 'button',
      class: 'menu',
      disabled: menu.disabled,
      ...busy(awaited === menu.custom_id),
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'data-menu': menu.custom_id,
    },
    el('span', { class: chosen.length > 0 ? 'chosen' : 'placeholder', dir: 'auto' }, shown),
    el('span', { class: 'arrow', 'aria-hidden': 'true' }),
  );
};

const unsupported = (type: number): Tree =>
  el('p', { class: 'unsupported' }, texts.message.unsupported(type));

const hideable = (spoiler: boolean | undefined, tree: Tree): Tree =>
  spoiler
    ? el(
        'div',
        {
          class: 'spoiler block',
          role: 'button',
          tabindex: 0,
          'aria-expanded': 'false',
          'aria-label': texts.spoiler,
          'data-spoiler': true,
        },
        el('span', {}, tree),
      )
    : tree;

const picture = (url: string, alt: string | undefined, { files }: MessageContext): Tree => {
  const file = fileOf(url, files);
  const description = alt ?? texts.message.noAlt;
  // The page asks nobody but its own origin, so a picture from elsewhere is a link.
  if (!file && !url.startsWith('attachment://')) return externalLink(url, url, description);
  if (!file)
    return el('p', { class: 'unsupported' }, texts.message.missingFile(url.replace('attachment://', '')));
  return el(
    'a',
    {
      class: 'picture',
      href: file.url,
      'data-picture': true,
      'aria-label': texts.message.enlarge(description),
    },
    el('img', { src: file.url, alt: description, dir: 'auto' }),
  );
};

const renderGallery = (items: readonly APIMediaGalleryItem[], context: MessageContext): Tree =>
  el(
    'div',
    { class: 'gallery', 'data-count': Math.min(items.length, 10) },
    ...items.map(({ media, description, spoiler }) =>
      hideable(spoiler, picture(media.url, description ?? undefined, context)),
    ),
  );

const renderFile = (url: string, { files }: MessageContext): Tree => {
  const file = fileOf(url, files);
  const name = file?.name ?? url.replace('attachment://', '');
  if (!file) return el('p', { class: 'unsupported' }, texts.message.missingFile(name));
  return el(
    'div',
    { class: 'file' },
    el('span', { class: 'file-icon', 'aria-hidden': 'true' }),
    el('a', { href: file.url, download: file.name }, file.name),
    el('small', {}, sizeText(file.size)),
  );
};

const accent = (colour: number | null | undefined, container: Branch): Branch =>
  typeof colour === 'number'
    ? withVariables(container, { '--accent': `#${colour.toString(16).padStart(6, '0')}` })
    : container;

const renderComponent = (component: APIMessageComponent, context: MessageContext): Tree => {
  switch (component.type) {
    case 1:
      return el(
        'div',
        { class: 'row' },
        ...component.components.map((child) => renderComponent(child, context)),
      );
    case 2:
      return renderButton(component, context);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return renderMenu(component, context);
    case 9:
      return el(
        'div',
        { class: 'with-accessory' },
        el('div', {}, ...component.components.map((child) => renderComponent(child, context))),
        el('div', { class: 'accessory' }, renderComponent(component.accessory, context)),
      );
    case 10:
      return el('div', { class: 'text' }, ...renderMarkdown(component.content, context));
    case 11:
      return el(
        'div',
        { class: 'thumbnail' },
        hideable(
          component.spoiler,
          picture(component.media.url, component.description ?? undefined, context),
        ),
      );
    case 12:
      return renderGallery(component.items, context);
    case 13:
      return hideable(component.spoiler, renderFile(component.file.url, context));
    case 14:
      return el('hr', {
        class:
          `${component.divider === false ? 'invisible' : ''}${Number(component.spacing) === 2 ? ' wide' : ''}`.trim() ||
          undefined,
      });
    case 17:
      return hideable(
        component.spoiler,
        accent(
          component.accent_color,
          el(
            'div',
            { class: typeof component.accent_color === 'number' ? 'container accented' : 'container' },
            ...component.components.map((child) => renderComponent(child, context)),
          ),
        ),
      );
  }
  // Discord adds kinds of components: one that is not drawn here yet is named.
  const { type }: { readonly type: number } = component;
  return unsupported(type);
};

/** A message's components, top to bottom. */
export const renderMessage = (
  components: readonly APIMessageComponent[],
  context: MessageContext,
): readonly Tree[] => components.map((component) => renderComponent(component, context));

type Interactive = Extract<APIMessageComponent, { custom_id: string }>;

const childrenOf = (component: APIMessageComponent): readonly APIMessageComponent[] => {
  if (component.type === 9) return [...component.components, component.accessory];
  return component.type === 1 || component.type === 17 ? component.components : [];
};

/** The button or menu with this custom id. */
export const findInteractive = (
  components: readonly APIMessageComponent[],
  customId: string,
): Interactive | undefined => {
  for (const component of components) {
    if ('custom_id' in component && component.custom_id === customId) return component;
    const found = findInteractive(childrenOf(component), customId);
    if (found) return found;
  }
  return undefined;
};
