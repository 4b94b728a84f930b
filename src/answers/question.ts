import { foldedLine, foldLetters } from '../search/fold.ts';

/** What a question asks for, by rules over its folded words. No rule looks at a particular agreement. */

/** What is asked. */
export type Ask =
  | { readonly kind: 'start' | 'when' | 'announcement' | 'end' | 'in force' }
  /** `held`: how long it did last, not how long it was meant to. */
  | { readonly kind: 'duration'; readonly held?: boolean }
  | { readonly kind: 'who'; readonly what: Who }
  | { readonly kind: 'took part'; readonly verb: PartVerb }
  | { readonly kind: 'where' | 'where made' | 'covered' | 'scope' }
  | { readonly kind: 'terms' | 'humanitarian' | 'excluded' | 'document' | 'events' }
  | { readonly kind: 'how many' }
  | { readonly kind: 'after' | 'before' }
  | { readonly kind: 'which agreement' | 'compare' | 'summary' | 'why' }
  | { readonly kind: 'said' | 'who said' }
  /** Nothing of the above: its words are looked for in the facts. */
  | { readonly kind: 'words' };

/** What "who" did in the question. */
export type Who =
  | 'announced'
  | 'reached'
  | 'signed'
  | 'brokered'
  | 'guaranteed'
  | 'present'
  | 'monitored'
  | 'ended'
  | 'refused'
  | 'parties';

/** What a question asks about a party's part: whether it signed, guaranteed …, or took part at all. */
export type PartVerb = 'party' | 'sign' | 'guarantee' | 'broker' | 'accept' | 'refuse';

// \b knows Latin letters only, so Arabic and Cyrillic words are written without it.
const WHEN =
  /\b(?:when|by (?:what|which) date|what (?:time|day|date|hour|year|month)|which (?:day|date|year|month)|since when|(?:start|end|starting) (?:date|time)|date of|at what|quand|a quelle (?:date|heure)|wann|ne zaman|kengi)\b|когда|какого числа|متي|في اي (?:يوم|تاريخ|ساعه)/u;
const WHO =
  /\b(?:who|whom|whose|(?:which|what) (?:\w+ ){0,2}(?:countr(?:y|ies)|sides?|part(?:y|ies)|states?|powers?|groups?|factions?|officials?|ministers?|presidents?|envoys?|leaders?|politicians?|figures?|generals?|spokes\w+|diplomats?|nations?|missions?|bod(?:y|ies)|persons?|people|outlets?|agenc(?:y|ies)|organi[sz]ations?|newspapers?|negotiators?)|quels? (?:pays|etats|parties|groupes)|qui|wer|wem|kim)\b|кто|кем|^من /u;
const HOW_MANY =
  /\b(?:how many|how much|how often|number of|what number|what share|death toll|toll of|combien|wie viele|kac)\b|сколько|^كم | كم /u;
const HOW_LONG =
  /\b(?:how long|how many (?:days|hours|weeks|months)|for how many|what duration|duration of|planned duration|combien de temps|wie lange|ne kadar)\b|как долго|كم (?:يوما|ساعه|استمر)/u;
const WHERE =
  /\b(?:where|(?:which|what) (?:\w+ )?(?:regions?|areas?|places?|zones?|governorates?|provinces?|cit(?:y|ies)|towns?|parts?|neighbou?rhoods?|territor(?:y|ies))|ou (?:est|a|ont|le|la)|wo|nerede)\b|где|как(?:ие|ая|ую) (?:провинци|област|район|регион)|اين/u;
/** The words that English questions of yes or no begin with, as alternatives of a pattern. */
export const YES_NO_WORDS = 'is|was|were|are|did|does|do|has|have|had';
const YES_NO = new RegExp(
  `^(?:(?:so|and|but|ok|hey|hi) )*(?:${YES_NO_WORDS}|est ce|ist|war|hat)\\b|^هل `,
  'u',
);

const START =
  /\b(?:start(?:s|ed)?|beg[iau]n(?:s|ning)?|(?:in)?to (?:effect|force)|take effect|took effect|effective|commence[ds]?|kick(?:ed)? (?:in|off)|commence|begonnen|begann|basla)|нача|вступил|بدا|دخل/u;
const ANNOUNCE =
  /\b(?:announce[ds]?|unveil(?:ed)?|made public|published|declared|agreed|reached|concluded|set up|created|established|finali[sz]ed|clinched|sign(?:ed)?|struck|adopted|proclaimed|annonce|angekundigt|verkundet|ausgerufen|unterzeichnet|signe)\b|объяв|подпис|اعلن|وقع/u;
const END =
  /\b(?:(?:un)?till? when|end(?:s|ed)?|over|expire[sd]?|collapse[sd]?|broke(?:n)? down|br[eo]ak(?:s|ing)?|fail(?:s|ed)?|stop(?:s|ped)? (?:holding|being)|called? off|cancel(?:l?ed)?|lapse[sd]?|finish(?:ed)?|run out|ran out|last until|fin|termine|beendet|endete|bitti)\b|законч|сорва|انته|انهار/u;

// "Did the truce start at midnight?", but not "Did fighting start again?"
const BEGAN =
  /^\w+ (?:\S+ ){0,7}(?:ceasefire|truce|deal|agreement|memorandum|pause|cessation|extension|halt|hostilities|it|zones?) (?:start(?:ed)?|beg[iau]n|tak(?:e|en) effect|took effect|come into (?:effect|force)|enter into force)\b/;

// "Did Washington agree that it was over?", "Did he agree to leave?": no part in an agreement.
const ABOUT_A_CLAUSE =
  /\b(?:agree|accept|confirm|admit|concede|say|claim|believe)(?:s|ed)?(?:(?: in| on| by| at| of| (?:early|late|mid)| \d+| [a-z]+(?= \d{4}))* (?:that\b|(?!to\b)(?:\S+ ){1,7}(?:was|were|had|would)\b)| to (?!(?:the|a|an|it|this|that|its|join|sign|be)\b))/;

// "Was it announced in Amman?", "Did Kerry announce the deal in Moscow?", but not "… in May 2016?".
const SAYS_MADE_IN =
  /\b(?:sign(?:ed)?|announced?|reach(?:ed)?|agreed|negotiated?|made|concluded?)(?: (?:it|this|that|the|this|deal|ceasefire|truce|agreement|memorandum)){0,2} (?:in|at) (?!the\b|\d|early|late|mid|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b)/;

const part = (verb: PartVerb): Ask => ({ kind: 'took part', verb });
const who = (what: Who): Ask => ({ kind: 'who', what });

const PART_VERBS: readonly (readonly [PartVerb, RegExp])[] = [
  ['sign', /\b(?:sign(?:ed)?|signator(?:y|ies)|signe|unterzeichnet)\b|подпис|وقع/u],
  ['guarantee', /\b(?:guarant(?:ee[ds]?|or|ors)|garanti\w*)\b|гарант|ضامن|ضمن/u],
  ['broker', /\b(?:broker(?:ed)?|mediat(?:e|ed|or)|facilitat(?:e|ed)|sponsor(?:ed)?)\b|посредни|وسيط|توسط/u],
  ['refuse', /\b(?:refuse[ds]?|reject(?:ed|s)?|object(?:ed)?|oppose[ds]?)\b|отказ|رفض/u],
  [
    'accept',
    /\b(?:accept(?:ed|s)?|agree[ds]?|consent(?:ed)?|endorse[ds]?|support(?:ed|s)?|back(?:ed)?)\b|соглас|قبل|وافق/u,
  ],
  [
    'party',
    /\b(?:part(?:y|ies)|part of|involved|participa\w+|take part|took part|join(?:ed)?|includ\w+|side|partie|beteiligt)\b|участ|сторон|طرف|شارك/u,
  ],
];

const CLAIM =
  /^(?:who|which \w+) (?:first |also )?(?:said|says|confirmed|confirms|claimed|claims|reported|reports|denied|stated|wrote|insisted)\b/;

/** The first of these verbs; "party" only where there is no other: "Did Iran agree to the brokered truce?" */
const firstVerb = (text: string): PartVerb | undefined => {
  const found = PART_VERBS.map(([verb, pattern]) => [verb, text.search(pattern)] as const)
    .filter(([, at]) => at >= 0)
    .toSorted(([a, atA], [b, atB]) => Number(a === 'party') - Number(b === 'party') || atA - atB);
  return found[0]?.[0];
};

const whoAsk = (text: string): Ask => {
  if (CLAIM.test(text)) return { kind: 'who said' };
  if (/\bg(?:ua|a)rant/.test(text) || /гарант|ضامن|ضمن/u.test(text)) return who('guaranteed');
  if (/\b(?:broker|mediat|facilitat)/.test(text) || /посредни|وسيط|توسط/u.test(text)) return who('brokered');
  if (
    /\b(?:monitor|polic|enforc|supervis|overs[ea]|verif|watch|patrol)/.test(text) ||
    /наблюда|контролир|يراقب|مراقب/u.test(text)
  ) {
    return who('monitored');
  }
  if (/\b(?:refus|reject|boycott)/.test(text)) return who('refused');
  if (/\b(?:present|attend\w*|in the room|sat in)\b/.test(text)) return who('present');
  if (
    /\b(?:announc\w+|unveil\w+|proclaim\w+|annonce|angekundigt)\b|объяв|اعلن/u.test(text) &&
    !/\bover\b/.test(text)
  ) {
    return who('announced');
  }
  if (/\b(?:declared|called|pronounced)\b.*\b(?:dead|finished|void|over)\b/.test(text)) return who('ended');
  if (/\bdeclared\b/.test(text) && !END.test(text)) return who('announced');
  if (/\b(?:sign(?:s|ed)?|signator(?:y|ies)|signe|unterzeichnet)\b|подпис|وقع/u.test(text))
    return who('signed');
  if (
    /\b(?:end(?:s|ed)?|broke|breaks?|called off|declared .*over|cancel\w*|collapse[ds]?)\b|сорвал|прекратил|انه[يت]/u.test(
      text,
    )
  ) {
    return who('ended');
  }
  if (
    /^(?:\w+ ){1,3}?(?:reach(?:ed)?|struck|strike|concluded?|made|make|negotiat\w+|agreed?|hammered|enact(?:ed)?|establish(?:ed)?|created?|launch(?:ed)?|set up|put in place)\b|достиг|договор|توصل/u.test(
      text,
    )
  ) {
    return /\b(?:must|should|have to|had to|supposed|meant|make (?:sure|the))\b/.test(text)
      ? { kind: 'words' }
      : who('reached');
  }
  if (/\b(?:excluded?|left out|exempt\w*|not (?:covered|included))\b/.test(text)) return { kind: 'excluded' };
  if (
    /\b(?:parties|party|involved|participa\w+|took part|sides?|between)\b|участ|сторон|طرف|اطراف/u.test(text)
  ) {
    return who('parties');
  }
  return { kind: 'words' };
};

/** What a question asks about a party's part, or null. */
export const readPartVerb = (question: string): PartVerb | null => {
  const text = foldLetters(question);
  return PART_VERBS.find(([verb, pattern]) => verb !== 'party' && pattern.test(text))?.[0] ?? null;
};

/** Whether a question asks about what has not happened yet. */
export const asksForPrediction = (question: string): boolean => {
  const text = foldLetters(question);
  return (
    /^(?:(?:so|and|but|ok|do you think) )*(?:will|would|could|can we expect)\b/.test(text) ||
    /\bwill\b.*\bnext\b/.test(text) ||
    (/\bwhen will\b/.test(text) && ![START, ANNOUNCE, END].some((field) => field.test(text))) ||
    /^do you (?:expect|think there will|see)\b/.test(text) ||
    /^(?:who|what|when|where|how|which \w+) will\b/.test(text) ||
    (/\bgoing to\b/.test(text) && !/\b(?:was|were) (?:\S+ ){0,4}?going to\b/.test(text)) ||
    /\b(?:predict\w*|forecast\w*|what are the (?:chances|odds)|how likely|likely to|will (?:there|it|they|the (?:war|ceasefire|truce|deal|agreement)) \w+|next (?:year|month|week|ceasefire|truce)|in the future|tomorrow|one day)\b/.test(
      text,
    ) ||
    /\b(?:va t il|va-t-il|tiendra|wird)\b|будет ли|продержится|سوف|هل س(?:ي|ت)/u.test(text)
  );
};

/** Whether a question asks for a judgement. */
export const asksForOpinion = (question: string): boolean =>
  /^(?:(?:so|but|and|why|what|who|how) )?should\b|^(?:was|were|is|are) .*\b(?:wrong|right|stupid|justified|foolish|crazy|smart) (?:to|in|for)\b|\b(?:which \w+ (?:is|was) (?:the )?(?:best|worst)|do you (?:think|believe|support|like)|your opinion|(?:who|which side|what side) (?:is|was|were|are) (?:right|wrong|to blame|worse|better|the (?:bad|good))|(?:a )?(?:good|bad|great|terrible|smart|stupid) (?:idea|deal|thing)|deserved?|reliable|trustworthy|evil|whose fault|to blame|good or bad|right or wrong|is it fair|war crim\w+|who are the (?:good|bad) guys|better side|best side)\b/.test(
    foldLetters(question),
  );

const KIND_OF_DEAL =
  '(?:ceasefires?|truces?|deals?|agreements?|accords?|pauses?|evacuations?|evacuation deals?)';
const RANKS =
  'longest|shortest|deadliest|bloodiest|biggest|largest|smallest|worst|most (?!recent)\\w+|least \\w+|fewest|greatest';
const RANKING = new RegExp(
  `\\b(?:${RANKS}) (?:\\w+ )?${KIND_OF_DEAL}\\b|^(?:so )?(?:which|what) (?:\\w+ )?${KIND_OF_DEAL} .*\\b(?:${RANKS})\\b`,
);

const CEASEFIRE = /\b(?:cease-?fires?|truces?)\b/i;

/** Whether a question speaks of ceasefires or truces, and not of deals at large. */
export const speaksOfCeasefires = (question: string): boolean => CEASEFIRE.test(question);

/** Whether a question asks to rank the agreements: "Which truce had the most violations?" */
export const asksForRanking = (question: string): boolean => RANKING.test(foldedLine(question));

/** Whether a question is about the bot itself. */
export const asksForTheBot = (question: string): boolean =>
  /^(?:(?:hi|hello|hey) )?(?:help|who (?:are|r) (?:you|u)|what (?:are you|can you do|do you (?:do|know)|is (?:hudna|this bot|this))|how (?:do|can) (?:i|we) use (?:you|this|hudna)|what can i ask(?: you)?|thanks?|thank you)$/.test(
    foldedLine(question),
  );

/** Whether a question asks who somebody is, and nothing more: "Who is Abu Mohammad al-Jolani?" */
export const asksForLife = (question: string): boolean =>
  /^[Ww]ho(?:['’]s| is| was)(?: (?:al-|de )?\p{Lu}[\p{L}\p{M}'’-]*)+ ?\??$/u.test(question.trim());

/** "Astana memorandum guarantors": what is asked stands at the end. */
const shortAsk = (text: string): Ask | undefined =>
  /\b(?:who|what|which|when|where|how|did|was|were|is|are|does|do|why)\b/.test(text)
    ? undefined
    : SHORT.find(([pattern]) => pattern.test(text))?.[1];
const SHORT: readonly (readonly [RegExp, Ask])[] = [
  [/\b(?:guarantors?|guaranteed by)$/, who('guaranteed')],
  [/\b(?:brokers?|mediators?|brokered by|mediated by)$/, who('brokered')],
  [/\b(?:signator(?:y|ies)|signed by)$/, who('signed')],
  [/\b(?:parties|participants|sides)$/, who('parties')],
  [/\bannounced by$/, who('announced')],
  [/\bend(?: date)?$/, { kind: 'end' }],
  [/\b(?:areas?|places|provinces|governorates)$/, { kind: 'where' }],
];

/** What a question asks for. */
export const readAsk = (question: string): Ask => {
  const text = foldedLine(question);
  const has = (pattern: RegExp): boolean => pattern.test(text);
  if (
    has(
      /\b(?:difference between|compare[ds]?(?! (?:to|with)\b.*\bproposals?)|versus|vs|came first|(?:first|earlier|later|longer|shorter)\b.* or|(?:earlier|later|longer|shorter) than|before or after)\b|^(?:did|does|was) .*\b(?:come (?:before|after)|follow|precede) (?:the|that)\b/,
    )
  ) {
    return { kind: 'compare' };
  }
  if (has(/\b(?:in force|start(?:ed)?|beg[ai]n|t[ao]ke? effect|took effect)\b.*\bbefore\b.*\bannounced?\b/))
    return { kind: 'start' };
  if (has(/\bin force\b/)) return { kind: 'in force' };
  if (has(HOW_LONG) && !has(/\bhow (?:many|much) (?!days|hours|weeks|months)/))
    return { kind: 'duration', held: has(/\bdid\b.*\b(?:last|hold|survive|stand|endure)\b/) };
  if (has(HOW_MANY)) return { kind: 'how many' };

  if (
    has(
      /\b(?:according to|what (?:did|does|do|has|have|was|were) .*\b(?:sa(?:y|id)|call(?:ed)?|describe[ds]?|thin?k|thought|wr[io]te|claim(?:ed)?|report(?:ed)?|tell|told|comment(?:ed)?|promise[ds]?|warn(?:ed)?|accuse[ds]?)|what (?:is|was|were) .*\b(?:view|stance|position|reaction|attitude)s? (?:of|on|to|towards?)\b|how did .*\b(?:describe|react|respond|call)|(?:words|statement|reaction|comment|opinion) of)\b/,
    )
  ) {
    return { kind: 'said' };
  }
  if (has(/^(?:and |so |do you know |tell me )*(?:who|whom|qui|wer|кто|من)\b|^(?:кто|من) /u))
    return whoAsk(text);

  if (
    has(/\b(?:text|documents?|papers?|details|wording|copy)\b/) &&
    has(/\b(?:public|publish\w*|secret|releas\w+|available|confidential|read|leak\w*|disclos\w+)\b/)
  ) {
    return { kind: 'document' };
  }
  if (
    has(/\b(?:still|currently|now|today)\b/) &&
    has(/\b(?:in force|hold\w*|valid|active|in place|in effect|respected)\b/)
  ) {
    return { kind: 'in force' };
  }
  if (
    has(
      /\b(?:what|which .*) (?:followed|came (?:next|after)|replaced|succeeded)|came after|happened (?:next|afterwards)|followed it|superseded\b/,
    )
  ) {
    return { kind: 'after' };
  }
  if (has(/\b(?:what|which .*) (?:preceded|came before|went before)|came before|went before|based on\b/))
    return { kind: 'before' };
  if (
    has(
      /^(?:(?:which|what) (?:(?:was|is) the )?(?:\w+ )?|(?:list|show|name|give) (?:\w+ ){0,3}|all (?:\w+ ){0,3})(?:deals?|agreements?|truces?|ceasefires?|accords?|memorand\w+|pacts?|resolutions?|cessations?|pauses?|evacuations?)\b/,
    ) &&
    !has(WHEN)
  ) {
    return { kind: 'which agreement' };
  }
  // "What was signed in Astana?"
  if (has(/^what (?:was|were|got) (?:signed|agreed|announced|reached|concluded)\b/)) {
    return { kind: 'which agreement' };
  }
  if (has(/\b(?:due|meant|supposed|scheduled|planned|set) to (?:end|expire|last|run)\b/))
    return { kind: 'duration', held: has(/\bdid\b.*\b(?:last|hold|survive|stand|endure)\b/) };
  const short = shortAsk(text);
  if (short) return short;
  if (has(WHEN)) {
    if (has(START) && !has(/\b(?:announce[ds]?|signed)\b/)) return { kind: 'start' };
    if (has(END)) return { kind: 'end' };
    return has(ANNOUNCE) ? { kind: 'announcement' } : { kind: 'when' };
  }
  if (has(/^why\b|^pourquoi\b|^почему|^لماذا/u)) return has(END) ? { kind: 'end' } : { kind: 'why' };
  if (has(/\b(?:what|how|where) .*\b(?:ended|end|collapsed?|broke down|fell apart|failed?)\b/) && !has(WHO))
    return { kind: 'end' };
  if (has(WHO) && !has(YES_NO)) return whoAsk(text);
  if (has(WHERE)) {
    return has(
      /\b(?:announced?|sign(?:ed)?|reach(?:ed)?|agreed?|negotiated?|ma[dk]e|concluded?|h[eo]ld|talks|talked|meet|met|str[iu][ck]k?e?|launch(?:ed)?|unveil(?:ed)?|present(?:ed)?)\b|объяв|подпис|اعلن|وقع/u,
    )
      ? { kind: 'where made' }
      : { kind: 'where' };
  }
  if (has(YES_NO)) {
    if (has(/^(?:did|has|have) (?!it\b|they\b)(?:\S+ ){1,5}?(?:say|said|mention(?:ed)?)\b/))
      return { kind: 'said' };
    if (
      has(/^\w+ (?:\S+ ){1,8}(?:announced|made public) (?:on|at) (?:the )?(?:\d|mon|tue|wed|thu|fri|sat|sun)/)
    )
      return { kind: 'announcement' };
    if (has(BEGAN)) return { kind: 'start' };
    if (has(/^(?:is|was|are|were) there\b.*\b(?:monitor\w*|verif\w+|supervis\w+|oversight|observers?)\b/))
      return who('monitored');
    // In "Did Turkey guarantee the nationwide ceasefire?" the scope only says which one.
    if (
      /\b(?:nationwide|countrywide|whole (?:country|of syria)|all of syria|(?:city|only)(?: \w+)? only|only (?:the|a|in|for)?|local|just (?:the|a|for|in))\b/.test(
        text.replace(/\bthe (?:nationwide|countrywide|local) /g, 'the '),
      )
    ) {
      return { kind: 'scope' };
    }
    if (has(/\b(?:hold|held|holding|survive[ds]?|succeed(?:ed)?|observed|respected|work(?:ed)?)\b/))
      return { kind: 'events' };
    // "Was there a secret truce?" asks for no paper.
    if (
      has(
        /\b(?:public|published|released|confidential)\b|\bsecret$|\b(?:texts?|documents?|papers?|details|wording)\b.*\bsecret\b/,
      )
    )
      return { kind: 'document' };
    if (
      has(
        /\b(?:broken|collapse[ds]?|fail(?:ed|s)?|expire[ds]?|break down|broke down|fall apart|fell apart|ended|finished)\b|\b(?:over|ended)$/,
      )
    )
      return { kind: 'end' };
    if (has(SAYS_MADE_IN)) return { kind: 'where made' };
    if (has(/\b(?:name|list|mention|have)\b.*\bexclud/)) return { kind: 'excluded' };
    if (has(ABOUT_A_CLAUSE)) return { kind: has(END) ? 'end' : 'words' };
    const verb = firstVerb(text);
    if (verb) return part(verb);
    if (
      has(
        /\b(?:in|one of|exclud\w+|exempt\w*|cover\w*|appl(?:y|ied)|extend\w*|among|inside|within|under)\b|تشمل|охват/u,
      )
    )
      return { kind: 'covered' };
    return { kind: 'words' };
  }
  if (has(/^what (?:happened to|came of|became of)\b/)) return { kind: 'events' };
  if (
    has(/\b(?:humanitarian|relief|aid|food|medical)\b|гуманит|انساني/u) &&
    has(/\b(?:what|which|how)\b|как|ما/u)
  ) {
    return { kind: 'humanitarian' };
  }
  if (has(/\b(?:exclu\w+|left out|exempt\w*)\b/)) return { kind: 'excluded' };
  if (
    has(/\b(?:monitor\w*|verif\w+|supervis\w+|enforce\w*|oversight)\b/) &&
    has(/\b(?:what|which|how|is there|was there)\b/)
  ) {
    return who('monitored');
  }
  if (
    has(
      /\b(?:terms?|conditions?|provisions?|clauses?|stipulat\w+|allow(?:ed)?|demand(?:ed)?|call(?:ed)? for|provide[ds]?|require[ds]?|contents?|points|what (?:is|was) (?:agreed|in)|obligations?)\b|услови|شروط|بنود/u,
    )
  ) {
    return { kind: 'terms' };
  }
  if (has(/\bwhat (?:happened|came of|were the results)|how did it go|did it hold\b|что произошло|ماذا حدث/u))
    return { kind: 'events' };
  if (
    has(
      /^(?:what (?:is|was|are|were)|whats|tell me about|explain|describe|summary of|qu est ce que|was ist|was war|что такое|ما هي?|what about)\b/u,
    )
  ) {
    return { kind: 'summary' };
  }
  return { kind: 'words' };
};
