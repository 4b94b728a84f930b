import { Fields, type FormErrors, type Path } from './form.ts';
import { isObject } from './json.ts';

/** Component types by Discord's numbers. */
export const types = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

export const limits = { components: 40, text: 4000, legacyRows: 5 } as const;

/** What is counted over all components of one message or modal. */
export type Tally = {
  components: number;
  text: number;
  customIds: Set<string>;
  ids: Set<number>;
  /** Names of files that `attachment://…` may refer to. */
  filenames: ReadonlySet<string>;
  place: 'message' | 'modal';
};

export function tally(place: Tally['place'], filenames: Iterable<string> = []): Tally {
  return {
    components: 0,
    text: 0,
    customIds: new Set(),
    ids: new Set(),
    filenames: new Set(filenames),
    place,
  };
}

type Check = (fields: Fields, tally: Tally) => void;

const selects: readonly number[] = [3, 5, 6, 7, 8];
const inRow: readonly number[] = [2, ...selects];
const inContainer: readonly number[] = [1, 9, 10, 12, 13, 14];
const onTop: readonly number[] = [1, 9, 10, 12, 13, 14, 17];
const inLabel: readonly number[] = [3, 4, 5, 6, 7, 8, 19, 21, 22, 23];

/** Checks one component, which must be of an allowed type, and everything inside it. */
function component(
  value: unknown,
  path: Path,
  allowed: readonly number[],
  all: Tally,
  form: FormErrors,
): number {
  const fields = Fields.of(value, path, form);
  if (!fields) return 0;
  const type = fields.number('type', { required: true });
  if (type === undefined) return 0;
  const check = checks[type];
  if (!allowed.includes(type) || !check) {
    fields.error(
      'type',
      'UNION_TYPE_CHOICES',
      `Value of field "type" must be one of (${allowed.join(', ')}).`,
    );
    return type;
  }
  all.components += 1;
  const id = fields.number('id', { min: 0, max: 2_147_483_647 });
  if (id) {
    if (all.ids.has(id)) {
      fields.error('id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
    }
    all.ids.add(id);
  }
  check(fields, all);
  fields.end();
  return type;
}

function children(
  fields: Fields,
  key: string,
  rule: { min: number; max: number },
  allowed: readonly number[],
  all: Tally,
) {
  const list = fields.list(key, { ...rule, required: true }) ?? [];
  return list.map((child, index) =>
    component(child, [...fields.path, key, index], allowed, all, fields.form),
  );
}

function customId(fields: Fields, all: Tally, required = true): string | undefined {
  const id = fields.text('custom_id', { min: 1, max: 100, required });
  if (id === undefined) return undefined;
  if (all.customIds.has(id)) {
    fields.error('custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  all.customIds.add(id);
  return id;
}

function emoji(parent: Fields): void {
  const fields = parent.fields('emoji');
  if (!fields) return;
  const id = fields.snowflake('id');
  const name = fields.text('name', { max: 32 });
  fields.flag('animated');
  fields.end();
  if (id === undefined && !(name !== undefined && /\p{RGI_Emoji}/v.test(name))) {
    fields.error('name', 'COMPONENT_INVALID_EMOJI', 'Invalid emoji');
  }
}

function media(parent: Fields, key: string, schemes: readonly string[], all: Tally): void {
  const fields = parent.fields(key, true);
  if (!fields) return;
  const url = fields.url('url', { max: 2048, schemes, required: true });
  fields.end();
  if (!url?.startsWith('attachment://')) return;
  const name = url.slice('attachment://'.length);
  if (!all.filenames.has(name)) {
    fields.error(
      'url',
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      `The referenced attachment "${name}" was not found.`,
    );
  }
}

const anyMedia = ['http', 'https', 'attachment'];

function button(fields: Fields, all: Tally): void {
  const style = fields.number('style', { required: true, choices: [1, 2, 3, 4, 5, 6] });
  const label = fields.text('label', { max: 80 });
  emoji(fields);
  fields.flag('disabled');
  const sku = fields.snowflake('sku_id');
  const url = fields.url('url', { max: 512, schemes: ['http', 'https', 'discord'], required: style === 5 });
  const id = customId(fields, all, style !== undefined && style <= 4);
  const exclusive = (key: string) =>
    fields.error(
      key,
      'BUTTON_COMPONENT_FIELDS_MUTUALLY_EXCLUSIVE',
      `A button of style ${style} takes no ${key}`,
    );
  if (style === 6) {
    if (sku === undefined) fields.error('sku_id', 'BASE_TYPE_REQUIRED', 'This field is required');
    for (const key of ['custom_id', 'label', 'url', 'emoji']) if (fields.has(key)) exclusive(key);
    return;
  }
  if (sku !== undefined) exclusive('sku_id');
  if (style === 5 && id !== undefined) exclusive('custom_id');
  if (style !== 5 && url !== undefined) exclusive('url');
  if (!label?.trim() && !fields.has('emoji')) {
    fields.error('label', 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button needs a label or an emoji');
  }
}

/** Placeholder, counts and state, the same for every kind of select. `available`: how many options there are. */
function select(fields: Fields, all: Tally, available = 25): number {
  customId(fields, all);
  fields.text('placeholder', { max: 150 });
  const required = fields.flag('required') ?? true;
  const least = fields.number('min_values', { min: 0, max: 25 });
  const most = fields.number('max_values', { min: 1, max: 25 }) ?? 1;
  if ((least ?? 1) > most) {
    fields.error('min_values', 'SELECT_COMPONENT_MIN_OVER_MAX', 'min_values must not exceed max_values');
  }
  if (most > available) {
    fields.error(
      'max_values',
      'SELECT_COMPONENT_MAX_OVER_OPTIONS',
      `max_values must not exceed the ${available} options`,
    );
  }
  const disabled = fields.flag('disabled');
  if (all.place === 'modal') {
    if (disabled !== undefined)
      fields.error('disabled', 'COMPONENT_DISABLED_IN_MODAL', 'Modals take no disabled components');
    if (required && least === 0) {
      fields.error('min_values', 'SELECT_COMPONENT_REQUIRED', 'min_values must be at least 1 when required');
    }
  }
  return most;
}

/** Options with a value, a label and a description; values are unique. Gives how many are selected by default. */
function options(
  fields: Fields,
  rule: { min: number; max: number },
  withEmoji: boolean,
): { length: number; chosen: number } {
  const list = fields.list('options', { ...rule, required: true }) ?? [];
  const values = new Set<string>();
  let chosen = 0;
  for (const [index, value] of list.entries()) {
    const option = Fields.of(value, [...fields.path, 'options', index], fields.form);
    if (!option) continue;
    option.text('label', { min: 1, max: 100, required: true });
    const key = option.text('value', { min: 1, max: 100, required: true });
    option.text('description', { max: 100 });
    if (option.flag('default')) chosen += 1;
    if (withEmoji) emoji(option);
    option.end();
    if (key !== undefined && values.has(key)) {
      option.error(
        'value',
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    if (key !== undefined) values.add(key);
  }
  return { length: list.length, chosen };
}

function autoSelect(kinds: readonly string[]): Check {
  return (fields, all) => {
    const most = select(fields, all);
    const defaults = fields.list('default_values', { max: most }) ?? [];
    for (const [index, value] of defaults.entries()) {
      const entry = Fields.of(value, [...fields.path, 'default_values', index], fields.form);
      if (!entry) continue;
      entry.snowflake('id', true);
      const kind = entry.text('type', { required: true });
      entry.end();
      if (kind !== undefined && !kinds.includes(kind)) {
        entry.error('type', 'BASE_TYPE_CHOICES', `Value must be one of {${kinds.join(', ')}}.`);
      }
    }
    if (kinds.includes('channel')) fields.list('channel_types');
  };
}

function textDisplay(fields: Fields, all: Tally): void {
  const content = fields.text('content', { min: 1, max: limits.text, required: true });
  if (content === undefined) return;
  if (content.length > 0 && content.trim() === '') {
    fields.error('content', 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  all.text += content.length;
}

function valueRange(fields: Fields, most: number): void {
  const required = fields.flag('required') ?? true;
  const least = fields.number('min_values', { min: 0, max: most });
  const highest = fields.number('max_values', { min: 1, max: most });
  if (required && least === 0) {
    fields.error('min_values', 'SELECT_COMPONENT_REQUIRED', 'min_values must be at least 1 when required');
  }
  if (least !== undefined && highest !== undefined && least > highest) {
    fields.error('min_values', 'SELECT_COMPONENT_MIN_OVER_MAX', 'min_values must not exceed max_values');
  }
}

const checks: Record<number, Check> = {
  [types.actionRow]: (fields, all) => {
    if (all.place === 'modal') {
      children(fields, 'components', { min: 1, max: 1 }, [types.textInput], all);
      return;
    }
    const inside = children(fields, 'components', { min: 1, max: 5 }, inRow, all);
    if (inside.length > 1 && inside.some((type) => selects.includes(type))) {
      fields.error(
        'components',
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
    }
  },
  [types.button]: button,
  [types.stringSelect]: (fields, all) => {
    const { length, chosen } = options(fields, { min: 1, max: 25 }, true);
    const most = select(fields, all, Math.max(1, length));
    if (chosen > most) {
      fields.error(
        'options',
        'SELECT_COMPONENT_TOO_MANY_DEFAULTS',
        'More options are default than max_values allows',
      );
    }
  },
  [types.textInput]: (fields, all) => {
    customId(fields, all);
    fields.number('style', { required: true, choices: [1, 2] });
    const inLabelNow = fields.path.at(-1) === 'component';
    fields.text('label', { min: 1, max: 45, required: !inLabelNow });
    if (inLabelNow && fields.has('label')) {
      fields.error(
        'label',
        'TEXT_INPUT_LABEL_IN_LABEL',
        'The label belongs to the surrounding label component',
      );
    }
    const least = fields.number('min_length', { min: 0, max: 4000 }) ?? 0;
    const most = fields.number('max_length', { min: 1, max: 4000 }) ?? 4000;
    fields.flag('required');
    const value = fields.text('value', { max: 4000 });
    fields.text('placeholder', { max: 100 });
    if (least > most)
      fields.error('min_length', 'TEXT_INPUT_MIN_OVER_MAX', 'min_length must not exceed max_length');
    if (value && (value.length < least || value.length > most)) {
      fields.error('value', 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
    }
  },
  [types.userSelect]: autoSelect(['user']),
  [types.roleSelect]: autoSelect(['role']),
  [types.mentionableSelect]: autoSelect(['user', 'role']),
  [types.channelSelect]: autoSelect(['channel']),
  [types.section]: (fields, all) => {
    children(fields, 'components', { min: 1, max: 3 }, [types.textDisplay], all);
    if (!fields.has('accessory')) {
      fields.error('accessory', 'BASE_TYPE_REQUIRED', 'This field is required');
      return;
    }
    component(
      fields.object.accessory,
      [...fields.path, 'accessory'],
      [types.button, types.thumbnail],
      all,
      fields.form,
    );
  },
  [types.textDisplay]: textDisplay,
  [types.thumbnail]: (fields, all) => {
    media(fields, 'media', anyMedia, all);
    fields.text('description', { min: 1, max: 1024 });
    fields.flag('spoiler');
  },
  [types.mediaGallery]: (fields, all) => {
    const items = fields.list('items', { min: 1, max: 10, required: true }) ?? [];
    for (const [index, value] of items.entries()) {
      const item = Fields.of(value, [...fields.path, 'items', index], fields.form);
      if (!item) continue;
      media(item, 'media', anyMedia, all);
      item.text('description', { min: 1, max: 1024 });
      item.flag('spoiler');
      item.end();
    }
  },
  [types.file]: (fields, all) => {
    media(fields, 'file', ['attachment'], all);
    fields.flag('spoiler');
    fields.ignore('name', 'size');
  },
  [types.separator]: (fields) => {
    fields.flag('divider');
    fields.number('spacing', { choices: [1, 2] });
  },
  [types.container]: (fields, all) => {
    fields.number('accent_color', { min: 0, max: 0xffffff });
    fields.flag('spoiler');
    children(fields, 'components', { min: 1, max: limits.components }, inContainer, all);
  },
  [types.label]: (fields, all) => {
    fields.text('label', { min: 1, max: 45, required: true });
    fields.text('description', { min: 1, max: 100 });
    if (!fields.has('component')) {
      fields.error('component', 'BASE_TYPE_REQUIRED', 'This field is required');
      return;
    }
    component(fields.object.component, [...fields.path, 'component'], inLabel, all, fields.form);
  },
  [types.fileUpload]: (fields, all) => {
    customId(fields, all);
    valueRange(fields, 10);
    fields.list('file_types', { max: 10 });
  },
  [types.radioGroup]: (fields, all) => {
    customId(fields, all);
    options(fields, { min: 2, max: 10 }, false);
    fields.flag('required');
  },
  [types.checkboxGroup]: (fields, all) => {
    customId(fields, all);
    options(fields, { min: 1, max: 10 }, false);
    valueRange(fields, 10);
  },
  [types.checkbox]: (fields, all) => {
    customId(fields, all);
    fields.flag('default');
  },
};

/** Checks the `components` of a message. Without Components V2 only up to five action rows are taken. */
export function checkMessageComponents(parent: Fields, v2: boolean, all: Tally): unknown[] | undefined {
  const list = parent.list('components', { max: v2 ? limits.components : limits.legacyRows });
  if (!list) return undefined;
  const path = [...parent.path, 'components'];
  for (const [index, value] of list.entries()) {
    component(value, [...path, index], v2 ? onTop : [types.actionRow], all, parent.form);
  }
  if (v2 && all.components > limits.components) {
    parent.error(
      'components',
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components (${all.components}) exceeds the maximum of ${limits.components}`,
    );
  }
  if (all.text > limits.text) {
    parent.error(
      'components',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The displayable text size (${all.text}) exceeds the maximum of ${limits.text}`,
    );
  }
  return list;
}

/** Checks the data of a modal: title, id and one to five labels, texts or (deprecated) rows with a text input. */
export function checkModal(fields: Fields): void {
  const all = tally('modal');
  fields.text('custom_id', { min: 1, max: 100, required: true });
  fields.text('title', { min: 1, max: 45, required: true });
  children(fields, 'components', { min: 1, max: 5 }, [types.actionRow, types.textDisplay, types.label], all);
  fields.end();
}

/** All components of a message in order, nested ones and accessories included. */
export function* walkComponents(list: unknown): Generator<Record<string, unknown>> {
  if (!Array.isArray(list)) return;
  for (const value of list) {
    if (!isObject(value)) continue;
    yield value;
    yield* walkComponents(value.components);
    if (isObject(value.accessory)) yield* walkComponents([value.accessory]);
    if (isObject(value.component)) yield* walkComponents([value.component]);
  }
}
