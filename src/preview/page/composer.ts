import { type Entry, entryIn, matchingEntries, missingIn, parseLine, textsIn } from './command-line.ts';
import { type Filled, fieldProblem, fieldValue, fixedChoices, namedChoice } from './field-values.ts';
import { optionsOf, type Typed, type Value } from './interactions.ts';
import { createListbox } from './listbox.ts';
import { byId, fill, toDom } from './mount.ts';
import { texts } from './texts.ts';
import { el } from './tree.ts';
import type { Choice, OptionDefinition } from './wire.ts';

/**
 * The line at the bottom of the page. Text is a message until it names a command; then each option has an
 * input of its own, with suggestions, as in Discord's composer.
 */

export type ComposerOptions = {
  readonly entries: readonly Entry[];
  readonly suggest: (typed: Typed, focused: string, signal: AbortSignal) => Promise<readonly Choice[]>;
  readonly announce: (text: string) => void;
  readonly sendCommand: (typed: Typed) => void;
  readonly sendText: (text: string) => void;
  /** The line that was sent last, for the arrow up. */
  readonly lastLine: () => string | undefined;
};

export type Composer = {
  /** Puts a line into the composer without sending it; `note` says why it waits. */
  readonly fill: (line: string, note?: string) => void;
};

const INTEGER = 4;
const SUGGEST_AFTER_MS = 150;

type Field = {
  readonly option: OptionDefinition;
  readonly input: HTMLInputElement;
  /** The suggestion that the text stands for; typing further undoes it. */
  picked: Choice | undefined;
};

const filled = ({ option, input, picked }: Field): Filled => ({ option, text: input.value, picked });

export const createComposer = (options: ComposerOptions): Composer => {
  const { entries, suggest, announce } = options;
  const form = byId('composer');
  const text = byId('text');
  if (!(form instanceof HTMLFormElement) || !(text instanceof HTMLInputElement))
    throw new Error('The page has no composer.');
  const chip = byId('chip');
  const fieldsBox = byId('fields');
  const moreBox = byId('more');
  const note = byId('note');
  const list = createListbox(byId('suggestions'));
  let entry: Entry | undefined;
  let fields: Field[] = [];
  let asking: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (message: string, isProblem = false): void => {
    fill(note, message === '' ? texts.composer.hint : message);
    note.classList.toggle('problem', isProblem);
    if (isProblem) announce(message);
  };

  const stopAsking = (): void => {
    clearTimeout(timer);
    asking?.abort();
    asking = undefined;
  };

  const closeList = (): void => {
    stopAsking();
    list.hide();
  };

  const typedNow = (): Typed | undefined =>
    entry && {
      command: entry.command,
      subcommand: entry.subcommand,
      values: new Map(
        fields.flatMap((field): [string, Value][] => {
          const value = fieldValue(filled(field));
          return value === undefined ? [] : [[field.option.name, value]];
        }),
      ),
    };

  const showCommands = (): void => {
    const typed = text.value;
    if (!typed.startsWith('/')) {
      list.hide();
      return;
    }
    const found = matchingEntries(typed, entries);
    list.show(
      {
        label: texts.composer.commandList,
        options: found.map((candidate) => ({
          label: `/${candidate.name}`,
          description: candidate.description,
          aside: optionsOf(candidate)
            .map(({ name }) => name)
            .join(' · '),
        })),
        active: found.length > 0 ? 0 : -1,
        pick: (index) => {
          const candidate = found[index];
          if (candidate) openCommand(candidate, '');
        },
      },
      text,
    );
    announce(texts.composer.foundCommands(found.length));
  };

  const pick = (field: Field, choice: Choice): void => {
    field.input.value = choice.name;
    field.picked = choice;
    closeList();
    fit(field);
    say(hintOf(field));
    const next = fields.find(({ option, input }) => option.required && input.value.trim() === '');
    (next ?? field).input.focus();
  };

  let shownChoices: readonly Choice[] = [];

  const showChoices = (field: Field, choices: readonly Choice[]): void => {
    // Suggestions that arrive late must not take the mark away from the one that was just chosen.
    const marked = list.isOpen() ? shownChoices[list.active()]?.value : undefined;
    shownChoices = choices;
    list.show(
      {
        label: texts.composer.suggestions(field.option.name),
        options: choices.map(({ name }) => ({ label: name })),
        active: marked === undefined ? -1 : choices.findIndex(({ value }) => value === marked),
        pick: (index) => {
          const choice = choices[index];
          if (choice) pick(field, choice);
        },
      },
      field.input,
    );
    announce(choices.length > 0 ? texts.composer.found(choices.length) : texts.composer.none);
  };

  const askFor = async (field: Field): Promise<void> => {
    const typed = typedNow();
    if (!typed) return;
    const controller = new AbortController();
    asking = controller;
    const values = new Map([...typed.values, [field.option.name, field.input.value]]);
    try {
      const choices = await suggest({ ...typed, values }, field.option.name, controller.signal);
      if (!controller.signal.aborted && document.activeElement === field.input) showChoices(field, choices);
    } catch (error) {
      if (!controller.signal.aborted) say(error instanceof Error ? error.message : String(error), true);
    }
  };

  const offer = (field: Field, delay: number): void => {
    stopAsking();
    const fixed = fixedChoices(field.option);
    if (fixed) {
      const typed = field.picked ? '' : field.input.value.trim().toLowerCase();
      showChoices(
        field,
        fixed.filter(({ name }) => name.toLowerCase().includes(typed)),
      );
    } else if (field.option.autocomplete && !field.picked) {
      timer = setTimeout(() => void askFor(field), delay);
    } else {
      list.hide();
    }
  };

  const hintOf = ({ option }: Field): string =>
    `${option.name}: ${option.description} (${option.required ? texts.composer.required : texts.composer.optional})`;

  // An input as wide as what is typed, within the line.
  const fit = ({ input }: Field): void => {
    input.size = Math.max(6, Math.min(48, input.value.length + 1));
  };

  const listKeys = (event: KeyboardEvent): boolean => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!list.isOpen()) return false;
      list.move(event.key === 'ArrowDown' ? 1 : -1);
      event.preventDefault();
      return true;
    }
    if (event.key === 'Escape' && list.isOpen()) {
      closeList();
      event.preventDefault();
      return true;
    }
    return false;
  };

  const addField = (option: OptionDefinition, value: string): Field => {
    const id = `field-${option.name}`;
    const label = toDom(
      el(
        'label',
        { class: 'field' },
        el('span', { class: 'field-name' }, option.name),
        el('input', {
          id,
          type: 'text',
          role: 'combobox',
          'aria-expanded': 'false',
          'aria-controls': 'suggestions',
          'aria-autocomplete': 'list',
          'aria-describedby': 'note',
          'aria-required': option.required ? 'true' : undefined,
          inputmode: option.type === INTEGER ? 'numeric' : undefined,
          autocomplete: 'off',
          autocapitalize: 'off',
          spellcheck: 'false',
          enterkeyhint: 'send',
          dir: 'auto',
        }),
      ),
    );
    fieldsBox.append(label);
    const input = byId(id);
    if (!(input instanceof HTMLInputElement)) throw new Error('A field has no input.');
    const field: Field = { option, input, picked: undefined };
    const fixed = namedChoice(option, value);
    input.value = fixed?.name ?? value;
    field.picked = fixed;
    fit(field);
    fields = [...fields, field];
    input.addEventListener('input', () => {
      field.picked = undefined;
      input.removeAttribute('aria-invalid');
      fit(field);
      say(hintOf(field));
      offer(field, SUGGEST_AFTER_MS);
    });
    input.addEventListener('focus', () => {
      say(hintOf(field));
      offer(field, 0);
    });
    input.addEventListener('blur', closeList);
    input.addEventListener('keydown', (event) => {
      if (event.isComposing || listKeys(event)) return;
      if (event.key === 'ArrowDown') offer(field, 0);
      else if (event.key === 'Enter' && list.pickActive()) event.preventDefault();
      else if (event.key === 'Tab' && !event.shiftKey && list.active() >= 0) {
        if (list.pickActive()) event.preventDefault();
      } else if (event.key === 'Escape') leave('');
      else if (event.key === 'Backspace' && input.value === '' && fields[0] === field) {
        event.preventDefault();
        leave(`/${entry?.name ?? ''}`);
      }
    });
    return field;
  };

  const showMore = (): void => {
    const shown = new Set(fields.map(({ option }) => option.name));
    const rest = entry ? optionsOf(entry).filter(({ name }) => !shown.has(name)) : [];
    fill(
      moreBox,
      ...rest.map(({ name, description }) =>
        el(
          'button',
          {
            type: 'button',
            class: 'add',
            'data-add': name,
            title: description,
            'aria-label': texts.composer.addLabel(name, description),
          },
          el('span', { 'aria-hidden': 'true' }, '+ '),
          name,
        ),
      ),
    );
  };

  const openCommand = (opened: Entry, rest: string): void => {
    closeList();
    entry = opened;
    fields = [];
    fieldsBox.replaceChildren();
    form.classList.add('has-command');
    text.hidden = true;
    text.value = '';
    chip.hidden = false;
    fill(chip, `/${opened.name}`);
    chip.setAttribute('aria-label', texts.composer.leave(opened.name));
    const all = optionsOf(opened);
    const given = textsIn(rest, all);
    const shown = all.filter(({ name, required }) => required || given.has(name));
    for (const option of shown.length > 0 ? shown : all.slice(0, 1))
      addField(option, given.get(option.name) ?? '');
    showMore();
    const empty = fields.find(({ input }) => input.value === '') ?? fields.at(-1);
    if (empty) {
      empty.input.focus();
      empty.input.setSelectionRange(empty.input.value.length, empty.input.value.length);
    } else {
      say(texts.composer.noOptions);
      byId('send').focus();
    }
  };

  const leave = (line: string): void => {
    closeList();
    entry = undefined;
    fields = [];
    fieldsBox.replaceChildren();
    moreBox.replaceChildren();
    form.classList.remove('has-command');
    chip.hidden = true;
    text.hidden = false;
    text.value = line;
    say('');
    text.focus();
    showCommands();
  };

  const put = (line: string): void => {
    const found = entryIn(line, entries);
    if (found) openCommand(found.entry, found.rest);
    else leave(line);
  };

  const sendFields = (): void => {
    const wrong = fields.find((field) => fieldProblem(filled(field)) !== undefined);
    if (wrong) {
      wrong.input.setAttribute('aria-invalid', 'true');
      wrong.input.focus();
      closeList();
      say(fieldProblem(filled(wrong)) ?? '', true);
      return;
    }
    const typed = typedNow();
    if (!typed) return;
    leave('');
    options.sendCommand(typed);
  };

  const sendLine = (): void => {
    const line = text.value.trim();
    if (line === '') return;
    if (!line.startsWith('/')) {
      text.value = '';
      closeList();
      options.sendText(line);
      return;
    }
    const typed = parseLine(line, entries);
    if (!typed) {
      say(texts.composer.unknown(line), true);
    } else if (missingIn(typed).length > 0) {
      put(line);
    } else {
      leave('');
      options.sendCommand(typed);
    }
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (entry) sendFields();
    else sendLine();
  });
  text.addEventListener('input', () => {
    say('');
    const found = text.value.includes(' ') ? entryIn(text.value, entries) : undefined;
    if (found) openCommand(found.entry, found.rest);
    else showCommands();
  });
  text.addEventListener('focus', showCommands);
  text.addEventListener('blur', closeList);
  text.addEventListener('keydown', (event) => {
    if (event.isComposing || listKeys(event)) return;
    if (event.key === 'ArrowUp' && text.value === '') {
      event.preventDefault();
      put(options.lastLine() ?? '');
    } else if (event.key === 'Tab' && !event.shiftKey && list.pickActive()) {
      event.preventDefault();
    } else if (event.key === 'Enter') {
      const exact = parseLine(text.value.trim(), entries);
      if ((!exact || missingIn(exact).length > 0) && list.pickActive()) event.preventDefault();
    }
  });
  chip.addEventListener('click', () => leave(`/${entry?.name ?? ''}`));
  byId('send').addEventListener('keydown', (event) => {
    if (event.key === 'Backspace' && entry && fields.length === 0) leave(`/${entry.name}`);
  });
  moreBox.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-add]') : null;
    const option = entry && optionsOf(entry).find(({ name }) => name === button?.getAttribute('data-add'));
    if (!option) return;
    const field = addField(option, '');
    showMore();
    field.input.focus();
  });

  say('');
  return {
    fill: (line, why) => {
      put(line);
      if (why !== undefined) say(why);
    },
  };
};
