import type { z } from 'zod';

/** A schema issue in a sentence for people who edit data and do not program. */

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  tuple: 'a list of two in [ ]',
  object: 'an object in { }',
  null: 'null',
};

const quoted = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ');

const sentence = (text: string): string => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
};

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );

/** What is wrong and what would be right, for an issue found in `root`. */
export const explain = (issue: Issue, root: unknown): string => {
  const value = valueAt(root, issue.path);
  if (value === undefined && issue.code !== 'unrecognized_keys' && issue.code !== 'custom') {
    const wanted = issue.code === 'invalid_type' ? kinds[issue.expected] : undefined;
    const choice = issue.code === 'invalid_value' ? `one of ${quoted(issue.values)}` : undefined;
    return `This is missing. Add it${wanted ? `: it is ${wanted}` : choice ? `: ${choice}` : ''}.`;
  }
  switch (issue.code) {
    case 'invalid_type':
      return `This must be ${kinds[issue.expected] ?? issue.expected}.`;
    case 'unrecognized_keys':
      return `${quoted(issue.keys)} is not known here. Correct the spelling or take it out; data/README.md lists every field.`;
    case 'invalid_value':
      return `${JSON.stringify(value)} is not possible here. Use one of ${quoted(issue.values)}.`;
    case 'invalid_union':
      return `${JSON.stringify(value)} is not possible here; data/README.md lists the values.`;
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'number'
        ? sentence(issue.message)
        : 'This is empty. Write something, or take the field out if the codebook says it may be absent.';
    case 'too_big':
      return issue.origin === 'string'
        ? `This is too long: at most ${issue.maximum} characters.`
        : `This is too large: at most ${issue.maximum}.`;
    case 'invalid_format':
      return issue.format === 'date'
        ? `${JSON.stringify(value)} is not a day. Write it as 2017-07-09.`
        : sentence(`${JSON.stringify(value)} does not fit: ${issue.message}`);
    default:
      return sentence(issue.message);
  }
};
