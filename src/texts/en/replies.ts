/** Answers that are not cards: nothing found, mistakes, help. */
export const replies = {
  nothingFound: (query: string) => `Nothing in the dataset matches “${query}”.`,
  scope:
    'Hudna covers the ceasefire and related agreements of the Syrian war, from 2011 to early 2026: places in Syria, the parties, names of agreements, and dates.',
  didYouMean: 'Did you mean one of these?',
  pickSuggestion: 'Pick one of these',
  tryExamples: 'Try `/ceasefire aleppo`, `/ceasefire eid truce 2016` or `/parties 2017-07`.',
  unknownCommand: (name: string) => `There is no command “${name}”. See \`/help\`.`,
  unknownButton: 'This button is from an older version of Hudna. Please use the command again.',
  unknownAgreement: (id: string) =>
    `The dataset has no agreement “${id}” any more. Please search for it again.`,
  missingOption: (name: string) => `The option “${name}” is missing.`,
  badOption: (name: string) => `The option “${name}” cannot be read. Please type the command again.`,
  tooLong: (name: string, max: number) => `“${name}” is longer than ${max} characters. Please shorten it.`,
  serverOnly: 'This command works in servers only.',
  needsPermission: 'You need the permission Manage Server for this.',
  formTooLate: 'The form took too long to open. Please try again.',
  broken: 'Something went wrong on our side, and it was logged. Please try again in a moment.',
  readAs: (reading: string) => `Read as: ${reading}`,
};
