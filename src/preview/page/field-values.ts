import { readValue } from './command-line.ts';
import type { Value } from './interactions.ts';
import { texts } from './texts.ts';
import type { Choice, OptionDefinition } from './wire.ts';
import { channels, roles } from './world.ts';

/** What the text in an option's field means, and what is wrong with it. */

/** A field as it stands: its option, its text, and the suggestion that the text came from. */
export type Filled = {
  readonly option: OptionDefinition;
  readonly text: string;
  readonly picked: Choice | undefined;
};

const INTEGER = 4;
const BOOLEAN = 5;
const CHANNEL = 7;
const ROLE = 8;

/** All that a field can hold, where that is known without asking the bot; undefined where anything can be typed. */
export const fixedChoices = ({
  type,
  choices,
  channel_types,
}: OptionDefinition): readonly Choice[] | undefined => {
  if (type === BOOLEAN)
    return [
      { name: texts.composer.yes, value: 'true' },
      { name: texts.composer.no, value: 'false' },
    ];
  if (type === CHANNEL)
    return channels
      .filter((channel) => channel_types?.includes(channel.type) ?? true)
      .map(({ id, name }) => ({ name: `#${name}`, value: id }));
  if (type === ROLE) return roles.map(({ id, name }) => ({ name: `@${name}`, value: id }));
  return choices;
};

/** The choice that a text names, by its name with or without its sign, or by its value. */
export const namedChoice = (option: OptionDefinition, text: string): Choice | undefined => {
  const wanted = text.trim().toLowerCase();
  return fixedChoices(option)?.find(({ name, value }) =>
    [name, name.replace(/^[#@]/, ''), value].some((known) => known.toLowerCase() === wanted),
  );
};

/** The value to send; undefined for an empty field and for a text that is none. */
export const fieldValue = ({ option, text, picked }: Filled): Value | undefined => {
  if (picked?.name === text) return readValue(option, picked.value);
  if (!fixedChoices(option)) return readValue(option, text);
  const named = namedChoice(option, text);
  return named && readValue(option, named.value);
};

/** Why a field cannot be sent; undefined where it can. */
export const fieldProblem = (filled: Filled): string | undefined => {
  const { name, type, required, max_length, min_value, max_value } = filled.option;
  const { composer } = texts;
  if (filled.text.trim() === '') return required ? composer.missing(name) : undefined;
  const value = fieldValue(filled);
  if (value === undefined) return type === INTEGER ? composer.notANumber(name) : composer.unreadable(name);
  if (typeof value === 'string' && max_length !== undefined && value.length > max_length)
    return composer.tooLong(name, max_length);
  if (typeof value === 'number' && (value < (min_value ?? value) || value > (max_value ?? value)))
    return composer.outOfRange(name, min_value, max_value);
  return undefined;
};
