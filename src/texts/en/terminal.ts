/** What only the terminal says. */
export const terminal = {
  unknownCommand: (name: string, near: readonly string[]) =>
    `There is no command /${name}.${near.length > 0 ? ` Did you mean ${near.map((other) => `/${other}`).join(' or ')}?` : ' Type /help to see what can be asked.'}`,
  unknownSubcommand: (command: string, known: readonly string[]) =>
    `/${command} needs one of: ${known.join(', ')}.`,
  unknownOption: (option: string, known: readonly string[]) =>
    `There is no option "${option}" here. Options: ${known.join(', ')}.`,
  missingOption: (option: string, example: string) =>
    `The option "${option}" is missing. Write for example: ${example}`,
  badValue: (option: string, wants: string) => `The option "${option}" wants ${wants}.`,
  usage:
    'Usage: npm run ask -- "/ceasefire aleppo" [--json] [--out FILE]. Without a question it opens a prompt.',
  welcome:
    'Type a command such as /ceasefire aleppo. Tab completes; a number presses a button; /help lists the commands; Ctrl-D leaves.',
  noSuchNumber: (max: number) =>
    max > 0 ? `Type a number from 1 to ${max}, or a command.` : 'There is no button to press here.',
  wrote: (path: string) => `Written to ${path}.`,
  noPicture: 'This answer has no file to write.',
  press: 'Press',
};
