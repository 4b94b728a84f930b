/** Why an agreement was found: sets of reasons, kept as the bits of a number, since a search gives thousands. */

const WHYS = [
  'id',
  'name',
  'place',
  'wider area',
  'party',
  'party took no part',
  'period',
  'in force then',
  'class',
  'words',
] as const;

/** One reason. */
export type Why = (typeof WHYS)[number];

/** A set of reasons; 0 is none, and `|` joins two. */
export type Whys = number;

/** The set of one reason. */
export const because = (why: Why): Whys => 1 << WHYS.indexOf(why);

/** The reasons of a set, always in the same order. */
export const listWhys = (whys: Whys): readonly Why[] => WHYS.filter((why) => (whys & because(why)) !== 0);
