/** What `/agreements`, `/compare` and the message command say. */
export const lists = {
  agreements: {
    all: 'All agreements',
    from: (day: string) => `from ${day}`,
    until: (day: string) => `to ${day}`,
    none: 'No agreement fits.',
    noneOfAll: 'No agreement fits all of these. Leave one of the filters out.',
    csv: 'As CSV',
    json: 'As JSON',
    exported: (n: number) =>
      `${n} ${n === 1 ? 'agreement' : 'agreements'}, with their sources. Data CC BY 4.0: name the Hudna dataset and its date.`,
    badDate: (option: string, typed: string) =>
      `“${typed}” in ${option} is not a date that can be read. Write it like 2016-05, 4 May 2016 or 2016.`,
    turned: 'The end lies before the beginning. Turn “from” and “to” around.',
    unknownPlace: (typed: string) => `The dataset has no place “${typed}”. Pick one of the suggestions.`,
    unknownParty: (typed: string) => `The dataset has no party “${typed}”. Pick one of the suggestions.`,
  },
  compare: {
    same: 'Both are the same agreement. Pick two different ones.',
    notFound: (typed: string) => `Nothing in the dataset matches “${typed}”. Pick one of the suggestions.`,
    kind: 'What it is',
    first: 'First',
    second: 'Second',
  },
  pictures: {
    timeline: (what: string) => `Timeline: ${what}`,
    timelineOf: (name: string) => `Timeline: ${name}, and what it is linked with`,
    map: (what: string) => `Map: ${what}`,
    oneDay:
      'A map shows one agreement or one day. Write a day such as `4 May 2016`, or the name of an agreement.',
  },
  mentions: {
    none: 'This message names no agreement, place, party or date that points to one.',
    by: (what: readonly ('name' | 'place' | 'party' | 'date')[]) => `Found by: ${what.join(', ')}`,
    found: (n: number) =>
      n === 1 ? 'This message points to 1 agreement' : `This message points to ${n} agreements`,
  },
};
