import type { Said } from './said.ts';

/** The shape of an answer. */

/** How a question fared. */
export type AnswerKind =
  | 'answered'
  /** The dataset has the agreement or the subject, but not what was asked. */
  | 'not said'
  /** Another war, another subject, or a judgement. */
  | 'out of scope'
  | 'prediction'
  | 'impossible date'
  /** Several agreements fit equally; `said` has what was asked for each. */
  | 'which one';

/** What is given for a question. */
export type Answer = {
  readonly kind: AnswerKind;
  readonly question: string;
  /** The agreement that it is about, for the card one click away. */
  readonly agreement: string | null;
  /** The answer, one sentence or two at first, with the ids of the sources. Plain text. */
  readonly said: readonly Said[];
  /** Where the question itself is not answered: what comes nearest. Plain text, without a label. */
  readonly nearest: readonly Said[];
  /** Other agreements that fit, best first. */
  readonly others: readonly string[];
};
