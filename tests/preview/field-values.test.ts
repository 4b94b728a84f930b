import { describe, expect, test } from 'vitest';
import { fieldProblem, fieldValue, fixedChoices } from '../../src/preview/page/field-values.ts';
import type { OptionDefinition } from '../../src/preview/page/wire.ts';
import { channels, roles } from '../../src/preview/page/world.ts';

const option = (type: number, more: Partial<OptionDefinition> = {}): OptionDefinition => ({
  type,
  name: 'thing',
  description: 'd',
  ...more,
});

const value = (definition: OptionDefinition, text: string) =>
  fieldValue({ option: definition, text, picked: undefined });
const problem = (definition: OptionDefinition, text: string) =>
  fieldProblem({ option: definition, text, picked: undefined });

describe('what a text means', () => {
  const choices = [{ name: 'At the start', value: 'start' }];
  test.each([
    ['text', option(3), ' aleppo ', 'aleppo'],
    ['nothing', option(3), '  ', undefined],
    ['a number', option(4), '-12', -12],
    ['no whole number', option(4), '1.5', undefined],
    ['yes', option(5), 'True', true],
    ['no', option(5), 'false', false],
    ['a channel with its sign', option(7), '#announcements', channels[1]?.id],
    ['a channel without it', option(7), 'Announcements', channels[1]?.id],
    ['a channel of another type', option(7, { channel_types: [0] }), '#announcements', undefined],
    ['a role', option(8), 'monitors', roles[1]?.id],
    ['a choice by its name', option(3, { choices }), 'at the start', 'start'],
    ['a choice by its value', option(3, { choices }), 'start', 'start'],
    ['no choice', option(3, { choices }), 'sometimes', undefined],
  ])('%s', (_, definition, text, expected) => {
    expect(value(definition, text)).toBe(expected);
  });

  test('a suggestion stands for its value until its text is changed', () => {
    const picked = { name: 'Aleppo (place)', value: 'place:aleppo' };
    expect(fieldValue({ option: option(3), text: picked.name, picked })).toBe('place:aleppo');
    expect(fieldValue({ option: option(3), text: 'Aleppo', picked })).toBe('Aleppo');
  });

  test('only channels of the wanted types are offered', () => {
    expect(fixedChoices(option(7, { channel_types: [5] }))?.map(({ name }) => name)).toEqual([
      '#announcements',
    ]);
    expect(fixedChoices(option(3))).toBeUndefined();
  });
});

describe('what is wrong', () => {
  test.each([
    [option(3, { required: true }), '', /missing/],
    [option(3), '', undefined],
    [option(3, { max_length: 3 }), 'four', /at most 3/],
    [option(3, { max_length: 4 }), 'four', undefined],
    [option(4), 'x', /whole number/],
    [option(4, { min_value: 2 }), '1', /from 2/],
    [option(4, { max_value: 2 }), '3', /up to 2/],
    [option(4, { min_value: 2, max_value: 2 }), '2', undefined],
    [option(7), '#nowhere', /cannot be read/],
  ])('%j with %j', (definition, text, expected) => {
    if (expected) expect(problem(definition, text)).toMatch(expected);
    else expect(problem(definition, text)).toBeUndefined();
  });
});
