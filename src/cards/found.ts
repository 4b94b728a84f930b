import { customId } from '../command.ts';
import type { Dataset } from '../dataset/load.ts';
import type { Agreement } from '../dataset/schema.ts';
import { clip, container, type MessageBody, row, selectMenu, textDisplay } from '../message/build.ts';
import type { Found } from '../search/find.ts';
import type { Texts } from '../texts/texts.ts';
import { plain } from './markdown.ts';

/** What a search understood and found, in words; and what to do where it found nothing. */

/** `Aleppo · 2016 · 6 agreements`. */
export const readingText = (dataset: Dataset, { reading, matches, text }: Found, texts: Texts): string => {
  const parts = [
    ...reading.places.map((id) => plain(dataset.places.get(id)?.name ?? id)),
    ...reading.parties.map((id) => plain(dataset.parties.get(id)?.short ?? id)),
    ...reading.classes.map((name) => texts.classes[name]),
    ...(reading.period ? [texts.reading.period(reading.period)] : []),
  ];
  const subject =
    parts.length > 0
      ? parts
      : reading.names.slice(0, 1).map((id) => plain(dataset.agreement.get(id)?.name ?? id));
  return [...(subject.length > 0 ? subject : [plain(text)]), texts.card.agreements(matches.length)].join(
    ' · ',
  );
};

/** Sentences on how it was read, where the asker should know: assumed dates, corrected spellings. */
export const readingNotes = (
  dataset: Dataset,
  { reading, matches }: Found,
  texts: Texts,
): readonly string[] => {
  const assumed = reading.period && texts.reading.assumed(reading.period);
  const [best] = matches;
  return [
    ...(assumed ? [assumed] : []),
    ...reading.corrected.map(({ typed, as }) =>
      texts.reading.corrected(
        plain(typed),
        plain(dataset.places.get(as)?.name ?? dataset.parties.get(as)?.short ?? as),
      ),
    ),
    ...(best?.why.includes('in force then') ? [texts.reading.inForceThen] : []),
    ...(best?.why.includes('wider area') ? [texts.reading.widerArea] : []),
  ];
};

/** The agreements found, best first: those that answer by default, then the classes that stand aside. */
export const foundAgreements = (
  dataset: Dataset,
  { matches }: Found,
): { readonly main: readonly Agreement[]; readonly aside: readonly Agreement[] } => {
  const agreements = (aside: boolean): readonly Agreement[] =>
    matches.filter((match) => match.aside === aside).flatMap(({ id }) => dataset.agreement.get(id) ?? []);
  return { main: agreements(false), aside: agreements(true) };
};

/** The answer where nothing was found: the reason, what Hudna covers, near matches. `command` takes the suggestion up. */
export const nothingFound = (
  dataset: Dataset,
  { text, reading, suggestions }: Found,
  command: string,
  texts: Texts,
): MessageBody => {
  const { period } = reading;
  const [elsewhere] = reading.elsewhere;
  const [uncovered] = reading.uncovered;
  // A place without agreements is understood: only what is not needs to hear what there is.
  const place = uncovered === undefined ? undefined : dataset.places.get(uncovered)?.name;
  const first =
    period?.kind === 'impossible'
      ? texts.reading.noSuchDate(plain(period.typed), period.problem, period.example)
      : place === undefined
        ? texts.replies.nothingFound(plain(clip(text, 200)))
        : texts.reading.uncovered(plain(place));
  const lines = [
    first,
    ...(elsewhere ? [texts.reading.elsewhere(plain(elsewhere))] : []),
    ...(period?.kind === 'impossible' || place !== undefined ? [] : [texts.replies.scope]),
    ...(suggestions.length > 0 ? [texts.replies.didYouMean] : [texts.replies.tryExamples]),
  ];
  return {
    components: [
      container([
        textDisplay(lines.join('\n')),
        ...(suggestions.length > 0
          ? [
              row([
                selectMenu(
                  customId(command, 'search'),
                  texts.replies.pickSuggestion,
                  suggestions.map(({ name, value }) => ({ label: name, value })),
                ),
              ]),
            ]
          : []),
      ]),
    ],
  };
};
