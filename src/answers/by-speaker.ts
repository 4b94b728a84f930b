import { daysOf, overlaps } from '../dataset/time.ts';
import type { SearchIndex } from '../search/build-index.ts';
import type { Entry } from '../search/entry.ts';
import { canon, type Fact, plainWords } from '../search/facts.ts';
import { foldWords } from '../search/fold.ts';
import type { Named } from '../search/read-query.ts';
import { meansAgreement } from '../search/words.ts';
import { wordsAnswer } from './by-words.ts';
import { factsReply } from './fact-said.ts';
import { rankIn } from './facts-for.ts';
import { isWhollyOf } from './figures.ts';
import type { Picked } from './pick.ts';
import { summaryReply, termsReply } from './replies.ts';
import { partyNameOf, say } from './said.ts';
import type { Answer } from './shape.ts';
import {
  answeredBy,
  chooses,
  isAtHome,
  isYesNo,
  make,
  notSaid,
  orderOf,
  othersOf,
  outOfScope,
  type Table,
} from './table.ts';

/** Answers to "What did … say?", "According to …". */

const MOST = 3;

// Words of offices and of many speakers: they name nobody.
const OFFICES: ReadonlySet<string> = new Set(
  'the of for us usa un foreign minister secretary state president spokesman envoy special official ministry defence department general to a negotiator syrian syria news agency on and'
    .split(' ')
    .map(canon),
);

const SAYING: ReadonlySet<string> = new Set(
  'say said says call called describe described think thought write wrote claim claimed report reported tell told comment promise promised warn warned accuse accused react reacted reaction statement according respond responded article'
    .split(' ')
    .map(canon),
);

const SPEAKER =
  /^\W*(?:did|has|have) (?:the )?(.+?) (?:say|said|mention(?:ed)?)\b|\bwhat (?:did|does|do|has|have|was|were) (?:the )?(.+?) (?:say|said|call|called|describe[ds]?|think|thought|write|wrote|claim(?:ed)?|report(?:ed)?|tell|told|comment(?:ed)?|promised?|warn(?:ed)?|accused?)\b|\baccording to (?:the )?(.+?)(?:[,?]|$)|\bwhat (?:is|was|were) (?:the )?(.+?)['’]s? (?:view|stance|position|reaction|attitude)|\bhow did (?:the )?(.+?) (?:describe|react|respond|call)|\b(?:words|statement|reaction|comment|opinion) of (?:the )?(.+?)(?:[,?]|$)/i;

/** The words of a question that name the speaker. */
const speakerIn = (question: string): string | null => {
  const speaker =
    SPEAKER.exec(question)
      ?.slice(1)
      .find((part) => part !== undefined) ?? null;
  // "What does the memorandum say?": an agreement is no speaker.
  return speaker === null || foldWords(speaker).some((word) => meansAgreement(word) || PAPER.test(word))
    ? null
    : speaker;
};
const AGREEMENT_PAPER = /^(?:memorand\w+|protocol|roadmap|resolution)$/;
const PAPER =
  /^(?:memorand\w+|protocols?|roadmaps?|resolutions?|statements?|plans?|texts?|documents?|papers?)$/;

/** Whether a fact says that it is a speaker's account: "… (Lavrov)", "Lavrov: …", "Lavrov said …". */
const isAttributed = (index: SearchIndex, fact: Fact, speaker: readonly string[]): boolean => {
  const agreement = index.entries[fact.position]?.agreement;
  const name = speaker.at(-1);
  if (!agreement || name === undefined || !speaker.every((word) => fact.has.has(word))) return false;
  const text =
    fact.kind === 'term'
      ? agreement.terms[fact.at]?.text
      : fact.kind === 'monitoring'
        ? agreement.monitoring[fact.at]?.text
        : fact.kind === 'humanitarian'
          ? agreement.humanitarian[fact.at]?.text
          : fact.kind === 'party'
            ? agreement.parties[fact.at]?.note
            : undefined;
  return text === undefined
    ? false
    : [
        ...text.matchAll(/\((\p{Lu}[^()]*)\)$|^(\p{Lu}[\p{L} ]*):|(\p{Lu}\p{L}+) (?:said|says|wrote)\b/gu),
      ].some(([, ...parts]) =>
        parts.some((part) => part !== undefined && plainWords(part).map(canon).includes(name)),
      );
};

const byOf = (index: SearchIndex, fact: Fact): readonly string[] =>
  plainWords(index.entries[fact.position]?.agreement.statements?.[fact.at]?.by ?? '').map(canon);

/** The statements of a speaker: a person or outlet by the name, or a state that speaks through its ministers. */
const statementsOf = ({ index, query }: Table, speaker: string): readonly Fact[] => {
  const statements = index.facts().filter(({ kind }) => kind === 'statement');
  const wanted = plainWords(speaker)
    .map(canon)
    .filter((word) => !OFFICES.has(word) && !SAYING.has(word));
  // "The State Department" has words of offices alone.
  const offices = plainWords(speaker)
    .map(canon)
    .filter((word) => !SAYING.has(word));
  const names = wanted.length > 0 || offices.length < 2 ? wanted : offices;
  const own = statements.filter((fact) => {
    const by = byOf(index, fact);
    return names.length > 0 && names.every((word) => by.includes(word));
  });
  const attributed = index.facts().filter((fact) => isAttributed(index, fact, wanted));
  if (own.length + attributed.length > 0) return [...own, ...attributed];
  const words = new Set([...plainWords(speaker), ...foldWords(speaker)]);
  const states = query.named.flatMap(({ typed, meanings }) =>
    typed.split(' ').every((word) => words.has(word))
      ? meanings.flatMap(({ kind, id }) => (kind === 'party' ? (index.dataset.parties.get(id) ?? []) : []))
      : [],
  );
  const stateNames = states.flatMap(({ name, short, aliases }) =>
    [name, short, ...aliases.en].map((one) => plainWords(one).map(canon)),
  );
  const speaks = (by: readonly string[], one: readonly string[]): boolean => {
    const telling = one.filter((word) => !OFFICES.has(word) || word === 'usa');
    return telling.length > 0 && telling.every((word) => by.includes(word));
  };
  return statements.filter((fact) => {
    const by = byOf(index, fact);
    return stateNames.some((one) => speaks(by, one));
  });
};

/** In "What did he say about Aleppo?" the place is the subject: a statement about a wider deal is none of it. */
const isAboutPlaces = (table: Table, fact: Fact): boolean => {
  const words = foldWords(table.question).join(' ');
  return table.query.named.every(
    (named) =>
      named.meanings.some(({ kind }) => kind !== 'place') ||
      !new RegExp(`\\b(?:about|on) (?:the )?${named.typed}$`).test(words) ||
      isWhollyOf(table, fact, named),
  );
};

/** What a speaker said of it; where nothing of that is known, what else the speaker said, as the nearest thing. */
export const speakerAnswer = (table: Table, picked: Picked): Answer => {
  const { index, desk, needs, query } = table;
  const { answers } = desk.texts;
  const speaker = speakerIn(table.question);
  const [top] = picked.rivals;
  const spoken = speaker === null ? [] : statementsOf(table, speaker);
  const order = orderOf(table, picked);
  const { period } = query;
  const speakerWords = new Set(plainWords(speaker ?? '').map(canon));
  const asked = needs.units
    .filter(({ key, context }) => !context || key.includes(':'))
    .filter(({ key }) => !speakerWords.has(key) && !SAYING.has(key) && !isSpeaker(table, key, speaker))
    .filter(({ key }) => !AGREEMENT_PAPER.test(key));
  const within = spoken.filter((fact) => {
    if (!isAboutPlaces(table, fact)) return false;
    if (order.includes(fact.position)) return true;
    const date = index.entries[fact.position]?.agreement.statements?.[fact.at]?.date;
    if (query.names.length > 0) return false;
    return period?.kind !== 'period' || (date !== undefined && overlaps(daysOf(date), period.days));
  });
  const ranked = within
    .map((fact) => ({
      fact,
      share: asked.filter(({ key }) => key.split(' ').some((one) => fact.has.has(one))).length,
    }))
    .toSorted(
      (a, b) =>
        b.share - a.share ||
        rankIn(order, a.fact) - rankIn(order, b.fact) ||
        Number(wasSaidThen(table, b.fact)) - Number(wasSaidThen(table, a.fact)),
    );
  const best = ranked.find(({ fact, share }) => share > 0 || !isBefore(table, fact));
  const entry = best && index.entries[best.fact.position];
  // A place or party that only chooses the agreement need not be in the statement.
  const own = asked.filter(({ context, key, weight }) => !context && weight >= 0.5 && !key.includes(':'));
  const holdsOwn = (fact: Fact): boolean => own.length === 0 || own.some(({ key }) => fact.has.has(key));
  const needed =
    isYesNo(table) || asked.some(({ context, fitsEntry }) => !context || !entry || !fitsEntry(entry));
  if (best && entry && (!needed || (best.share > 0 && holdsOwn(best.fact)))) {
    const facts = ranked
      .filter(({ fact, share }) => share === best.share && fact.position === best.fact.position)
      .slice(0, MOST)
      .map(({ fact }) => fact);
    return answeredBy(table, entry, factsReply(entry.agreement, facts, desk), picked);
  }
  if (spoken.length === 0) {
    // "What does the memorandum say?": the agreement itself is asked.
    const parties = query.named.filter(({ meanings }) => meanings.some(({ kind }) => kind === 'party'));
    const about = top && speaker === null && !needs.telling ? termsAbout(table, top, parties) : [];
    if (top && about.length > 0) {
      return answeredBy(table, top, factsReply(top.agreement, about, desk), picked);
    }
    if (top && speaker === null && !needs.telling && parties.length === 0) {
      return answeredBy(table, top, termsReply(top.agreement, desk), picked);
    }
    const words = speaker === null ? wordsAnswer(table, picked) : null;
    if (words) return words;
  }
  if (!isAtHome(table) && spoken.length === 0) return outOfScope(table);
  // Where that is not among a speaker's words, the speaker's words are the nearest thing.
  const spokenOf =
    best && entry && chooses(table) ? ranked.filter(({ fact }) => fact.position === best.fact.position) : [];
  const nearest =
    entry && spokenOf.length > 0
      ? factsReply(
          entry.agreement,
          spokenOf.slice(0, MOST).map(({ fact }) => fact),
          desk,
        ).said
      : top
        ? summaryReply(top.agreement, desk).said.slice(0, 1)
        : [];
  if (speaker === null) return notSaid(table, top, nearest, picked);
  return make(table, 'not said', {
    agreement: top?.agreement.id ?? null,
    // Where something of the speaker is known it may be that, in other words.
    said: [say(spokenOf.length > 0 ? answers.unsure : answers.noStatement(nameOf(table, speaker)))],
    nearest,
    others: othersOf(picked, top?.agreement.id),
  });
};

/** Whether a statement is of the time of the question: what was said before is not about the deal. */
const wasSaidThen = ({ index, query: { period } }: Table, fact: Fact): boolean => {
  const date =
    fact.kind === 'statement'
      ? index.entries[fact.position]?.agreement.statements?.[fact.at]?.date
      : undefined;
  return period?.kind === 'period' && date !== undefined && overlaps(daysOf(date), period.days);
};

/** Whether a statement was made before the period of the question: of what came later it says nothing. */
const isBefore = ({ index, query: { period } }: Table, fact: Fact): boolean => {
  const date = index.entries[fact.position]?.agreement.statements?.[fact.at]?.date;
  return (
    fact.kind === 'statement' &&
    period?.kind === 'period' &&
    date !== undefined &&
    daysOf(date).to <= period.days.from
  );
};

/** The terms of an agreement that name some parties. */
const termsAbout = ({ index }: Table, { position }: Entry, parties: readonly Named[]): readonly Fact[] =>
  parties.length === 0
    ? []
    : index
        .facts()
        .filter(
          (fact) =>
            fact.position === position &&
            (fact.kind === 'term' || fact.kind === 'statement') &&
            parties.every(({ meanings }) => meanings.some(({ kind, id }) => fact.has.has(`${kind}:${id}`))),
        )
        .slice(0, MOST);

/** Whether a party of the question is the speaker itself. */
const isSpeaker = ({ query }: Table, key: string, speaker: string | null): boolean =>
  speaker !== null &&
  query.named.some(
    ({ typed, meanings }) =>
      plainWords(speaker).join(' ').includes(typed) &&
      meanings.some(({ kind, id }) => key.split(' ').includes(`${kind}:${id}`)),
  );

/** The speaker as the dataset writes it, or as typed. */
const nameOf = (table: Table, speaker: string): string => {
  const party = table.query.named.find(({ typed }) => plainWords(speaker).join(' ').includes(typed));
  const id = party?.meanings.find(({ kind }) => kind === 'party')?.id;
  return id === undefined ? speaker.trim() : partyNameOf(table.desk, id);
};
