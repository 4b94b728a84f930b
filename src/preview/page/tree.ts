/**
 * What the page shows, as inert values: renderers give trees, `mount.ts` makes them into elements. Text is
 * always text, so that nothing from a message can become markup.
 */

export type Tag =
  | 'a'
  | 'article'
  | 'aside'
  | 'b'
  | 'bdi'
  | 'blockquote'
  | 'br'
  | 'button'
  | 'code'
  | 'dd'
  | 'div'
  | 'dl'
  | 'dt'
  | 'em'
  | 'fieldset'
  | 'figure'
  | 'h2'
  | 'h3'
  | 'hr'
  | 'img'
  | 'input'
  | 'label'
  | 'li'
  | 'ol'
  | 'option'
  | 'p'
  | 'pre'
  | 's'
  | 'section'
  | 'select'
  | 'small'
  | 'span'
  | 'strong'
  | 'textarea'
  | 'time'
  | 'u'
  | 'ul';

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export type Branch = {
  readonly tag: Tag;
  readonly attributes: Attributes;
  /** Custom properties for the style sheet, such as `--accent`. */
  readonly variables: Readonly<Record<`--${string}`, string>>;
  readonly children: readonly Tree[];
};

export type Tree = string | Branch;

/** An element. Attributes that are undefined or false are left out, true ones stand without a value. */
export const el = (tag: Tag, attributes: Attributes = {}, ...children: readonly Tree[]): Branch => ({
  tag,
  attributes,
  variables: {},
  children,
});

export const withVariables = (branch: Branch, variables: Branch['variables']): Branch => ({
  ...branch,
  variables,
});

/** The text of trees, as a reader of the page would copy it. */
export const textOf = (trees: readonly Tree[]): string =>
  trees
    .map((tree) => {
      if (typeof tree === 'string') return tree;
      return tree.tag === 'br' ? '\n' : textOf(tree.children);
    })
    .join('');

/** An address that a link may have: the web, or the preview itself. Anything else, such as `javascript:`, is none. */
export const safeHref = (address: string): string | undefined =>
  /^https?:\/\/[^\s]/i.test(address) || /^\/(?!\/)/.test(address) ? address : undefined;
