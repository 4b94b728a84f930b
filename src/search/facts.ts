import type { Agreement } from '../dataset/schema.ts';
import { foldWords } from './fold.ts';
import type { Meaning } from './phrases.ts';
import { SUBJECT_WORDS, stem } from './words.ts';

/** The single facts of an agreement as bags of words, for questions that no rule names. */

/** The part of an agreement that a fact is from. */
type FactKind =
  | 'announcement'
  | 'start'
  | 'end'
  | 'duration'
  | 'party'
  | 'person'
  | 'excluded'
  | 'areas'
  | 'term'
  | 'monitoring'
  | 'humanitarian'
  | 'event'
  | 'statement'
  | 'figure'
  | 'document'
  | 'error';

/** Where a fact stands in its agreement, and what it says. `at` counts within its kind. */
export type Fact = {
  readonly position: number;
  readonly kind: FactKind;
  readonly at: number;
  /** Words in the order of the text, in their common forms. */
  readonly words: readonly string[];
  readonly has: ReadonlySet<string>;
  /** The key of the place or party that it names first. */
  readonly first: string | undefined;
};

const SYNONYMS: readonly string[] = [
  'refuge refugees displaced displacement driven fled flee',
  'killed kill dead death deaths die died dying casualties fatalities toll lives',
  'violation violations violated violate breach breaches breached broken',
  'zone zones area areas region regions',
  'police policing patrol',
  'persuade convince gets get win pressure push urge',
  'want wanted wants objective goal aim aims aimed seek sought hope hoped hopes',
  'comply compliance keeps keep kept abide abides observe observed respect',
  'stop stops stopped halt halts halted pause paused',
  'meet meets met meeting meetings',
  'army military troops soldiers forces',
  'week weeks',
  'settle settles settled undecided decide decided resolve resolved',
  'inside internally internal',
  'abroad outside externally',
  'secret confidential secrecy',
  'document documents paper papers text texts',
  'wounded injured',
  'people person persons civilians civilian',
  'extend extends extended extension prolonged prolong renewed renewal',
  'decrease decreased decline declined stem stemmed drop dropped reduction reduce reduced less lower fell',
  'violence fighting fight fights clashes combat hostilities',
  'aid relief humanitarian help assistance',
  'bombing bombed bombs bomb airstrike airstrikes strike strikes raid raids',
  'target targets targeted targeting',
  'condition conditions conditional',
  'secure secures secured securing security',
  'prisoner prisoners detainee detainees captives captive hostages hostage',
  'allow allows allowed let permit permitted',
  'withdraw withdraws withdrew withdrawal pull pulled pullout leave leaves left',
  'bus buses',
  'truck trucks lorry lorries convoy convoys',
  'secretary minister',
  'talk talks conversation negotiations negotiation',
  'president presidents',
  'separate separated split part apart tell',
  'share shares shared sharing',
  'commit committed carried responsible work did',
  'most majority mostly mainly',
  'create created set establish established',
  'stranded trapped besieged cut',
  'fate future',
  'base based bases rest rests rested rely relies',
  'before previous earlier prior preceded precede preceding',
  'limit limited limits limiting restricted restrict confined',
  'open unsettled unresolved',
  'publish published publishes public release released',
  'missile missiles tomahawk tomahawks',
  'associated ap',
  'guarantor guarantors guarantee guarantees guaranteed',
  'broker brokers brokered',
  'mediator mediators mediate mediated',
  'refused refuse refuses reject rejects rejected',
  'supporter support supports supported endorser endorse endorses endorsed back backed backs',
  'cooperation cooperate partnership partner together jointly',
  'upset unhappy displeased angry dislike disliked opposed',
  'deliver delivered delivery hand handed distribute distributed',
  'ban banned bar barred prohibit prohibited forbid forbidden',
  'prevent prevented block blocked delay delayed',
  'swap swapped exchange exchanged',
  'bodies body corpses corpse remains',
  'motorway motorways highway highways road roads',
  'observer observers watcher watchers monitor monitors',
  'resign resigned resigns quit quits quitting stepped',
  'massacre massacres slaughter',
  'deny denied denies denial',
  'weapons weapon arms rifles gun',
  'unanimous unanimously unanimity',
  'storm stormed walked walk',
  'shot shoot assassinated assassination',
  'conscript conscripted conscription drafted enlisted',
  'hospital hospitals clinic clinics',
  'school schools',
  'depose deposed oust ousted overthrow overthrown topple toppled',
];

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

const canonical: ReadonlyMap<string, string> = new Map([
  ...SYNONYMS.flatMap((line) => {
    const [head = '', ...others] = line.split(' ').map(stem);
    return [head, ...others].map((word) => [word, head] as const);
  }),
  ...NUMBERS.map((word, value) => [word, String(value)] as const),
]);

/** The common form of a folded word: of its endings, its synonyms, and of numbers in letters. */
export const canon = (word: string): string => {
  const own = stem(word);
  return canonical.get(word) ?? canonical.get(own) ?? own;
};

/** A text's words for comparing: possessives off, "seven days" as a week. */
export const plainWords = (text: string): readonly string[] =>
  foldWords(
    text
      .replace(/['’]s\b/g, '')
      .replace(/\bseven days\b/gi, 'week')
      .replace(/\b(?:takes?|took|taken) place\b/gi, 'happen')
      .replace(/\bbreak(?:s|ing)? with\b/gi, 'separate from')
      .replace(/\b(?:US|U\.S\.)(?=\W|$)/g, 'USA'),
  );

/** The key of a place or party among a fact's words. */
export const conceptKey = (meaning: Meaning): string => `${meaning.kind}:${meaning.id}`;

type Source = { readonly kind: FactKind; readonly texts: readonly (string | undefined)[] };

const sourcesOf = (agreement: Agreement): readonly Source[] => {
  const { announced, effective, ended, duration, areas } = agreement;
  const one = (kind: FactKind, ...texts: readonly (string | undefined)[]): Source => ({ kind, texts });
  return [
    one('announcement', announced.note),
    one('start', effective?.note),
    one('end', ended.note),
    one('duration', duration?.text, ...(duration?.alternatives ?? []).map(({ text }) => text)),
    ...agreement.parties.map(({ note }) => one('party', note)),
    ...(agreement.people ?? []).map(({ name, office, note }) => one('person', name, office, note)),
    ...agreement.excluded.map(({ text }) => one('excluded', text)),
    one('areas', areas.note),
    ...agreement.terms.map(({ text }) => one('term', text)),
    ...agreement.monitoring.map(({ text }) => one('monitoring', text)),
    ...agreement.humanitarian.map(({ text }) => one('humanitarian', text)),
    ...agreement.events.map(({ text }) => one('event', text)),
    ...(agreement.statements ?? []).map(({ by, text }) => one('statement', by, text)),
    // What a figure is not about must not find it.
    ...(agreement.figures ?? []).map(({ what, value, by, period, text }) =>
      one('figure', what, value, by, period, text.replace(/[^.;,]*\bnot (?:of|the same)\b[^.]*/g, '')),
    ),
    ...(agreement.documents ?? []).map(({ text }) => one('document', text)),
    ...(agreement.publishedErrors ?? []).map(({ text }) => one('error', text)),
  ];
};

/** All facts of the agreements. `meaningsOf` finds the places and parties that folded words name. */
export const factsOf = (
  agreements: readonly Agreement[],
  meaningsOf: (words: readonly string[]) => readonly Meaning[],
): readonly Fact[] =>
  agreements.flatMap((agreement, position) => {
    const counts = new Map<FactKind, number>();
    return sourcesOf(agreement).flatMap(({ kind, texts }) => {
      const at = counts.get(kind) ?? 0;
      counts.set(kind, at + 1);
      const text = texts.filter((part) => part !== undefined).join(' . ');
      if (text === '') return [];
      const folded = plainWords(text);
      const words = folded.map(canon);
      const concepts = meaningsOf(folded).map(conceptKey);
      const has = new Set([...words, ...concepts]);
      const party = kind === 'party' ? agreement.parties[at] : undefined;
      if (party) {
        has.add(`party:${party.party}`);
        for (const role of [party.role, ...(party.alsoRoles ?? [])]) has.add(canon(role));
      }
      for (const word of folded) if (SUBJECT_WORDS.has(word)) has.add('subject');
      return [{ position, kind, at, words, has, first: concepts[0] }];
    });
  });
