/** The beginning of a line, for advice that can be read. */
const start = (line: string): string => (line.length > 60 ? `${line.slice(0, 59)}…` : line);

/** What only the terminal says. */
export const terminal = {
  unknownCommand: (name: string, near: readonly string[]) =>
    `There is no command /${name}.${near.length > 0 ? ` Did you mean ${near.map((other) => `/${other}`).join(' or ')}?` : ' Type /help to see what can be asked.'}`,
  commands: (names: readonly string[]) => `Commands: ${names.map((name) => `/${name}`).join(', ')}.`,
  noCommand: (line: string) =>
    `A line begins with a command. To search, write: /ceasefire ${start(line)}\nTo ask, write: /ask ${start(line)}\nType /help to see what else can be asked.`,
  unknownSubcommand: (command: string, known: readonly string[]) =>
    `/${command} needs one of: ${known.join(', ')}.`,
  unknownOption: (option: string, known: readonly string[]) =>
    `There is no option "${option}" here. Options: ${known.join(', ')}.`,
  noOptions: (command: string) => `/${command} takes no options.`,
  unnamedValue: (value: string, known: readonly string[]) =>
    `Say which option "${value}" is for, such as ${known[0]}:… Options: ${known.join(', ')}.`,
  missingOption: (option: string, example: string) =>
    `The option "${option}" is missing. Write for example: ${example}`,
  badValue: (option: string, wants: string) => `The option "${option}" wants ${wants}.`,
  numberFrom: (min: number | undefined, max: number | undefined) =>
    `a whole number${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` up to ${max}`}`,
  yesOrNo: 'yes or no',
  oneOf: (choices: readonly string[]) => `one of: ${choices.join(', ')}`,
  usage: [
    'Usage: npm run ask -- "/ceasefire aleppo" [--json] [--out FILE]',
    '  --json      print the exact Discord message instead of its text',
    '  --out FILE  save the picture or file of the answer',
    'Without a question it opens a prompt, or answers the lines of a pipe. /help says what can be asked.',
  ].join('\n'),
  welcome:
    'Type a command such as /ceasefire aleppo. Tab completes, a number presses a button, /help says what can be asked, Ctrl-D leaves.',
  entries: (label: string, n: number) => `${label} (${n})`,
  pickOne: 'Type a number to pick one, or another command.',
  noSuchNumber: (max: number) =>
    max > 0 ? `Type a number from 1 to ${max}, or a command.` : 'There is no button to press here.',
  wrote: (path: string) => `Written to ${path}.`,
  notWritten: (path: string, reason: string) => `${path} could not be written: ${reason}.`,
  noFile:
    'This answer has no file to save. Files of a list come from its buttons: type the number with it, such as 2 --out list.csv.',
  hasFile: (name: string) => `To save ${name}, repeat it with --out FILE.`,
  form: (title: string) => `“${title}” is a form. Forms open in Discord only.`,
  noAnswer: 'There was no answer.',
};
