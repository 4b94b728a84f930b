import type { Answer } from './answers.ts';
import { Fields, FormErrors } from './form.ts';
import { isObject, type Json, listOf, textOf } from './json.ts';

export const commandTypes = { chatInput: 1, user: 2, message: 3 } as const;

/** How many global commands of each type an application may have. */
export const commandLimits: Record<number, number> = { 1: 100, 2: 15, 3: 15 };

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const locales = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);

const optionTypes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const withChoices: readonly number[] = [3, 4, 10];

function checkName(fields: Fields, chatInput: boolean): string | undefined {
  const name = fields.text('name', { min: 1, max: 32, required: true });
  if (name === undefined || name === '') return name;
  if (chatInput && (!namePattern.test(name) || name !== name.toLowerCase())) {
    fields.error('name', 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
  checkLocalizations(fields, 'name_localizations', 32, (text) => !chatInput || namePattern.test(text));
  return name;
}

function checkLocalizations(
  fields: Fields,
  key: string,
  max: number,
  valid: (text: string) => boolean,
): void {
  const dictionary = fields.fields(key);
  if (!dictionary) return;
  for (const locale of Object.keys(dictionary.object)) {
    const text = dictionary.text(locale, { min: 1, max });
    if (!locales.has(locale))
      dictionary.error(locale, 'BASE_TYPE_CHOICES', `"${locale}" is not an available locale.`);
    else if (text && !valid(text)) {
      dictionary.error(locale, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
    }
  }
}

function checkDescription(fields: Fields): void {
  fields.text('description', { min: 1, max: 100, required: true });
  checkLocalizations(fields, 'description_localizations', 100, () => true);
}

function checkChoices(option: Fields, type: number): number {
  const choices = option.list('choices', { max: 25 }) ?? [];
  const names = new Set<string>();
  for (const [index, value] of choices.entries()) {
    const choice = Fields.of(value, [...option.path, 'choices', index], option.form);
    if (!choice) continue;
    const name = choice.text('name', { min: 1, max: 100, required: true });
    checkLocalizations(choice, 'name_localizations', 100, () => true);
    if (type === 3) choice.text('value', { min: 1, max: 100, required: true });
    else choice.number('value', { required: true, integer: type === 4 });
    choice.end();
    if (name !== undefined && names.has(name)) {
      choice.error(
        'name',
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
        'Option choice name already exists',
      );
    }
    if (name !== undefined) names.add(name);
  }
  return choices.length;
}

/** `depth`: 0 directly under the command, 1 in a subcommand group, 2 in a subcommand. */
function checkOptions(parent: Fields, depth: 0 | 1 | 2): void {
  const list = parent.list('options', { max: 25 }) ?? [];
  const names = new Set<string>();
  let optionalSeen = false;
  let nestedSeen = false;
  let plainSeen = false;
  for (const [index, value] of list.entries()) {
    const option = Fields.of(value, [...parent.path, 'options', index], parent.form);
    if (!option) continue;
    const type = option.number('type', { required: true, choices: optionTypes }) ?? 3;
    const name = checkName(option, true);
    checkDescription(option);
    if (name !== undefined && names.has(name)) {
      option.error('name', 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    }
    if (name !== undefined) names.add(name);
    if (type <= 2) {
      nestedSeen = true;
      if (depth === 2 || (depth === 1 && type === 2)) {
        option.error(
          'type',
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'Sub-command and sub-command group nesting is invalid',
        );
      }
      if (option.has('required') && option.object.required === true) {
        option.error(
          'required',
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Subcommands cannot be required',
        );
      }
      if (type === 2 && listOf(option.object.options).length === 0) {
        option.error('options', 'BASE_TYPE_REQUIRED', 'This field is required');
      }
      checkOptions(option, type === 2 ? 1 : 2);
    } else {
      plainSeen = true;
      checkValueOption(option, type);
      const required = option.flag('required') === true;
      if (required && optionalSeen) {
        option.error(
          'required',
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Required options must be placed before non-required options',
        );
      }
      if (!required) optionalSeen = true;
      if (depth === 1) {
        option.error('type', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'A group holds subcommands only');
      }
    }
    option.end();
  }
  if (nestedSeen && plainSeen) {
    parent.error(
      'options',
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
}

function checkValueOption(option: Fields, type: number): void {
  const onlyFor = (key: string, kinds: readonly number[]): boolean => {
    if (kinds.includes(type)) return true;
    if (option.has(key))
      option.error(key, 'APPLICATION_COMMAND_OPTIONS_FIELD_INVALID', `Option type ${type} takes no ${key}`);
    return false;
  };
  if (onlyFor('choices', withChoices)) {
    const choices = checkChoices(option, type);
    if (option.flag('autocomplete') && choices > 0) {
      option.error(
        'autocomplete',
        'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
        'autocomplete may not be set with choices',
      );
    }
  } else {
    option.flag('autocomplete');
    if (option.object.autocomplete === true) onlyFor('autocomplete', withChoices);
  }
  const range = (
    low: string,
    high: string,
    rule: { min?: number; max?: number; integer?: boolean },
    leastHigh = 0,
  ) => {
    const least = option.number(low, rule);
    const most = option.number(high, {
      ...rule,
      min: Math.max(rule.min ?? -Infinity, leastHigh || -Infinity),
    });
    if (least !== undefined && most !== undefined && least > most) {
      option.error(low, 'APPLICATION_COMMAND_OPTIONS_RANGE_INVALID', `${low} must not exceed ${high}`);
    }
  };
  onlyFor('min_value', [4, 10]);
  if (onlyFor('max_value', [4, 10])) range('min_value', 'max_value', { integer: type === 4 });
  onlyFor('min_length', [3]);
  if (onlyFor('max_length', [3])) range('min_length', 'max_length', { min: 0, max: 6000 }, 1);
  if (onlyFor('channel_types', [7])) {
    for (const [index, value] of (option.list('channel_types') ?? []).entries()) {
      if (![0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16].includes(Number(value))) {
        option.form.add([...option.path, 'channel_types', index], 'BASE_TYPE_CHOICES', 'Not a channel type.');
      }
    }
  }
  if (onlyFor('file_types', [11])) option.list('file_types', { max: 10 });
  onlyFor('options', []);
}

function checkSet(fields: Fields, key: string, allowed: readonly number[]): void {
  const list = fields.list(key, { min: 1, max: allowed.length });
  const seen = new Set<unknown>();
  for (const [index, value] of (list ?? []).entries()) {
    const path = [...fields.path, key, index];
    if (!allowed.includes(Number(value)) || typeof value !== 'number') {
      fields.form.add(path, 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    } else if (seen.has(value)) {
      fields.form.add(path, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value.');
    }
    seen.add(value);
  }
}

/** Characters that count towards a command's 8,000: names, descriptions and values; the longest of each localization. */
export function commandSize(node: Json): number {
  const longest = (key: string): number => {
    const translated = Object.values(
      isObject(node[`${key}_localizations`]) ? (node[`${key}_localizations`] as Json) : {},
    );
    return Math.max(textOf(node[key]).length, ...translated.map((text) => textOf(text).length));
  };
  const nested = [...listOf(node.options), ...listOf(node.choices)].filter(isObject);
  return (
    longest('name') +
    longest('description') +
    textOf(node.value).length +
    nested.reduce((sum, child) => sum + commandSize(child), 0)
  );
}

function checkCommand(fields: Fields): { type: number; name: string } {
  const type = fields.number('type', { choices: [1, 2, 3] }) ?? 1;
  const chatInput = type === commandTypes.chatInput;
  const name = checkName(fields, chatInput) ?? '';
  if (chatInput) checkDescription(fields);
  else {
    if (fields.text('description')) {
      fields.error(
        'description',
        'APPLICATION_COMMAND_DESCRIPTION_INVALID',
        'Context menu commands cannot have a description',
      );
    }
    fields.ignore('description_localizations');
    if (listOf(fields.object.options).length > 0) {
      fields.error(
        'options',
        'APPLICATION_COMMAND_OPTIONS_INVALID',
        'Context menu commands cannot have options',
      );
    }
  }
  if (chatInput) checkOptions(fields, 0);
  else fields.ignore('options');
  const permissions = fields.object.default_member_permissions;
  if (fields.has('default_member_permissions') && !/^\d{1,20}$/.test(String(permissions))) {
    fields.error(
      'default_member_permissions',
      'NUMBER_TYPE_COERCE',
      `Value "${String(permissions)}" is not int.`,
    );
  }
  fields.flag('dm_permission');
  fields.flag('default_permission');
  fields.flag('nsfw');
  fields.snowflake('id');
  checkSet(fields, 'integration_types', [0, 1]);
  checkSet(fields, 'contexts', [0, 1, 2]);
  const types = fields.object.integration_types;
  if (Array.isArray(types) && !types.includes(1) && listOf(fields.object.contexts).includes(2)) {
    fields.error(
      'contexts',
      'APPLICATION_COMMAND_CONTEXTS_INVALID',
      'Private channels need the user install type',
    );
  }
  fields.end();
  const size = commandSize(fields.object);
  if (size > 8000) {
    fields.form.add(
      fields.path,
      'APPLICATION_COMMAND_TOO_LARGE',
      `Command exceeds maximum size (8000): ${size}`,
    );
  }
  return { type, name };
}

/** Checks the body of a bulk overwrite; gives the refusal, or undefined when all of it is valid. */
export function checkCommands(body: unknown, rejectUnknownKeys: boolean): Answer | undefined {
  const form = new FormErrors(rejectUnknownKeys);
  if (!Array.isArray(body)) {
    form.add([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return form.answer();
  }
  const seen = new Set<string>();
  const counts = new Map<number, number>();
  for (const [index, value] of body.entries()) {
    const fields = Fields.of(value, [index], form);
    if (!fields) continue;
    const { type, name } = checkCommand(fields);
    const key = `${type} ${name}`;
    if (seen.has(key)) {
      fields.error('name', 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    }
    seen.add(key);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  for (const [type, count] of counts) {
    const limit = commandLimits[type] ?? 0;
    if (count > limit) {
      form.add([], 'BASE_TYPE_MAX_LENGTH', `Must be ${limit} or fewer commands of type ${type}.`);
    }
  }
  return form.count > 0 ? form.answer() : undefined;
}

function withDefaults(node: Json): Json {
  const copy: Json = {};
  for (const [key, value] of Object.entries(node)) {
    const isDefault =
      value === null || ((key === 'required' || key === 'autocomplete' || key === 'nsfw') && value === false);
    if (isDefault) continue;
    if ((key === 'options' || key === 'choices') && Array.isArray(value)) {
      if (value.length > 0) copy[key] = value.filter(isObject).map(withDefaults);
    } else if (value !== undefined) copy[key] = value;
  }
  return copy;
}

function withLocalizations(node: Json, described: boolean, include: boolean): Json {
  const { name_localizations, description_localizations, ...rest } = node;
  const copy: Json = { ...rest };
  if (include) {
    copy.name_localizations = name_localizations ?? null;
    if (described) copy.description_localizations = description_localizations ?? null;
  }
  if (Array.isArray(rest.options)) {
    copy.options = rest.options.filter(isObject).map((option) => withLocalizations(option, true, include));
  }
  if (Array.isArray(rest.choices)) {
    copy.choices = rest.choices.filter(isObject).map((choice) => withLocalizations(choice, false, include));
  }
  return copy;
}

/** A valid command as Discord keeps it: defaults filled in, empty and default option fields left out. */
export function storedCommand(
  command: Json,
  given: { id: string; applicationId: string; version: string },
): Json {
  const { contexts, integration_types, dm_permission, default_permission, id, nsfw, ...rest } = command;
  const inDms = !Array.isArray(contexts) || contexts.includes(1);
  return {
    ...withDefaults(rest),
    id: given.id,
    application_id: given.applicationId,
    version: given.version,
    type: command.type ?? 1,
    description: command.description ?? '',
    default_member_permissions:
      command.default_member_permissions === undefined || command.default_member_permissions === null
        ? null
        : String(command.default_member_permissions),
    dm_permission: dm_permission ?? inDms,
    contexts: Array.isArray(contexts) ? [...contexts].sort() : null,
    integration_types: Array.isArray(integration_types) ? [...integration_types].sort() : [0],
    nsfw: nsfw ?? false,
  };
}

/** How Discord shows a stored command: the dictionaries of translations only where they were asked for. */
export function shownCommand(command: Json, localizations: boolean): Json {
  return withLocalizations(command, true, localizations);
}
