import type { Answer } from './answers.ts';
import { isObject, type Json } from './json.ts';
import { isSnowflake } from './snowflake.ts';

export type Path = readonly (string | number)[];

/** Collects every error of a request body, each at its path, and gives Discord's error 50035. */
export class FormErrors {
  readonly #root: Json = {};
  readonly rejectUnknownKeys: boolean;
  count = 0;

  constructor(rejectUnknownKeys: boolean) {
    this.rejectUnknownKeys = rejectUnknownKeys;
  }

  add(path: Path, code: string, message: string): void {
    this.count += 1;
    let node = this.#root;
    for (const step of path) {
      const next = node[String(step)];
      const child: Json = isObject(next) ? next : {};
      node[String(step)] = child;
      node = child;
    }
    const entries = Array.isArray(node._errors) ? node._errors : [];
    node._errors = [...entries, { code, message }];
  }

  answer(): Answer {
    return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors: this.#root } };
  }
}

type TextRule = { min?: number; max?: number; required?: boolean; pattern?: RegExp };
type NumberRule = { min?: number; max?: number; required?: boolean; choices?: readonly number[] };
type ListRule = { min?: number; max?: number; required?: boolean };

/**
 * Reads one object of a request body field by field. `null` counts as absent, as Discord takes it.
 * Text is measured in UTF-16 units: never fewer than Discord counts. `end` reports the keys nobody read.
 */
export class Fields {
  readonly object: Json;
  readonly path: Path;
  readonly form: FormErrors;
  readonly #read = new Set<string>();

  constructor(object: Json, path: Path, form: FormErrors) {
    this.object = object;
    this.path = path;
    this.form = form;
  }

  /** The fields of `value`, or undefined with an error at `path` when it is no object. */
  static of(value: unknown, path: Path, form: FormErrors): Fields | undefined {
    if (isObject(value)) return new Fields(value, path, form);
    form.add(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return undefined;
  }

  error(key: string, code: string, message: string): void {
    this.form.add([...this.path, key], code, message);
  }

  /** Whether the key is given with something other than null. */
  has(key: string): boolean {
    this.#read.add(key);
    return this.object[key] !== undefined && this.object[key] !== null;
  }

  #value(key: string, required: boolean | undefined): unknown {
    if (this.has(key)) return this.object[key];
    if (required) this.error(key, 'BASE_TYPE_REQUIRED', 'This field is required');
    return undefined;
  }

  text(key: string, rule: TextRule = {}): string | undefined {
    const value = this.#value(key, rule.required);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') {
      this.error(key, 'STRING_TYPE_CONVERT', 'Could not interpret value as string.');
      return undefined;
    }
    this.#size(key, value.length, rule);
    if (rule.pattern && !rule.pattern.test(value)) {
      this.error(key, 'STRING_TYPE_REGEX', 'String value did not match validation regex.');
    }
    return value;
  }

  number(key: string, rule: NumberRule & { integer?: boolean } = {}): number | undefined {
    const value = this.#value(key, rule.required);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || (rule.integer !== false && !Number.isSafeInteger(value))) {
      this.error(key, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
      return undefined;
    }
    if (rule.choices && !rule.choices.includes(value)) {
      this.error(key, 'BASE_TYPE_CHOICES', `Value must be one of {${rule.choices.join(', ')}}.`);
    }
    if (rule.min !== undefined && value < rule.min) {
      this.error(key, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${rule.min}.`);
    }
    if (rule.max !== undefined && value > rule.max) {
      this.error(key, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${rule.max}.`);
    }
    return value;
  }

  flag(key: string): boolean | undefined {
    const value = this.#value(key, false);
    if (value === undefined || typeof value === 'boolean') return value;
    this.error(key, 'BOOL_TYPE_CONVERT', 'Must be either true or false.');
    return undefined;
  }

  list(key: string, rule: ListRule = {}): unknown[] | undefined {
    const value = this.#value(key, rule.required);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) {
      this.error(key, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return undefined;
    }
    this.#size(key, value.length, rule);
    return value;
  }

  /** The fields of a nested object. */
  fields(key: string, required = false): Fields | undefined {
    const value = this.#value(key, required);
    return value === undefined ? undefined : Fields.of(value, [...this.path, key], this.form);
  }

  snowflake(key: string, required = false): string | undefined {
    const value = this.#value(key, required);
    if (value === undefined) return undefined;
    if (isSnowflake(value)) return value;
    this.error(key, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not snowflake.`);
    return undefined;
  }

  url(
    key: string,
    rule: { max: number; schemes: readonly string[]; required?: boolean },
  ): string | undefined {
    const value = this.text(key, { max: rule.max, required: rule.required ?? false });
    if (value === undefined) return undefined;
    const scheme = /^([a-z][a-z0-9+.-]*):\/\/./i.exec(value)?.[1]?.toLowerCase();
    if (scheme === undefined || /\s/.test(value)) {
      this.error(key, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    } else if (!rule.schemes.includes(scheme)) {
      const allowed = rule.schemes.map((name) => `'${name}'`).join(', ');
      this.error(
        key,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme}" is not supported. Scheme must be one of (${allowed}).`,
      );
    } else if (scheme !== 'attachment' && !URL.canParse(value)) {
      this.error(key, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    }
    return value;
  }

  #size(key: string, length: number, { min = 0, max }: { min?: number; max?: number }): void {
    if (min > 0 && max !== undefined && (length < min || length > max)) {
      this.error(key, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    } else if (max !== undefined && length > max) {
      this.error(key, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    } else if (length < min) {
      this.error(key, 'BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`);
    }
  }

  /** Marks a key as known without looking at it (Discord fills or ignores it). */
  ignore(...keys: string[]): void {
    for (const key of keys) this.#read.add(key);
  }

  /** Call last: keys that were never read are unknown to Discord. */
  end(): void {
    if (!this.form.rejectUnknownKeys) return;
    for (const key of Object.keys(this.object)) {
      if (!this.#read.has(key)) this.error(key, 'UNKNOWN_KEY', `Unknown key "${key}".`);
    }
  }
}
