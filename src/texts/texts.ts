import { en } from './en/en.ts';

/** Everything that people read, in one language. A second language is a second object of this type. */
export type Texts = typeof en;

/** The texts for a Discord locale; English where the language is not there yet. */
export const textsFor = (_locale: string | undefined): Texts => en;
