import { foldLetters } from '../search/fold.ts';

/** What a question asks for, by rules over its folded words. No rule looks at a particular agreement. */

export type Ask =
  | { readonly kind: 'start' | 'when' | 'announcement' | 'end' | 'duration' | 'in force' }
  | { readonly kind: 'who'; readonly what: Who }
  | { readonly kind: 'took part'; readonly verb: PartVerb }
  | { readonly kind: 'where' | 'where made' | 'covered' | 'scope' }
  | { readonly kind: 'terms' | 'humanitarian' | 'excluded' | 'document' | 'events' }
  | { readonly kind: 'how many' }
  | { readonly kind: 'after' | 'before' }
  | { readonly kind: 'which agreement' | 'compare' | 'summary' | 'why' }
  | { readonly kind: 'said' }
  /** Nothing of the above: its words are looked for in the facts. */
  | { readonly kind: 'words' };

export type Who =
  | 'announced'
  | 'reached'
  | 'signed'
  | 'brokered'
  | 'guaranteed'
  | 'present'
  | 'monitored'
  | 'ended'
  | 'parties';

export type PartVerb = 'party' | 'sign' | 'guarantee' | 'broker' | 'accept' | 'refuse';

// \b knows Latin letters only, so Arabic and Cyrillic words are written without it.
const WHEN =
  /\b(?:when|what (?:time|day|date|hour|year|month)|which (?:day|date|year|month)|since when|(?:start|end|starting) (?:date|time)|date of|at what|quand|a quelle (?:date|heure)|wann|ne zaman|kengi)\b|когда|какого числа|متي|في اي (?:يوم|تاريخ|ساعه)/u;
const WHO =
  /\b(?:who|whom|whose|(?:which|what) (?:countr(?:y|ies)|sides?|part(?:y|ies)|states?|powers?|groups?|factions?|officials?|ministers?|presidents?|envoys?|leaders?|persons?|people)|quels? (?:pays|etats|parties|groupes)|qui|wer|wem|kim)\b|кто|кем|^من /u;
const HOW_MANY =
  /\b(?:how many|how much|how often|number of|what number|what share|combien|wie viele|kac)\b|сколько|^كم | كم /u;
const HOW_LONG =
  /\b(?:how long|how many (?:days|hours|weeks|months)|for how many|what duration|duration of|combien de temps|wie lange|ne kadar)\b|как долго|كم (?:يوما|ساعه|استمر)/u;
const WHERE =
  /\b(?:where|(?:which|what) (?:\w+ )?(?:regions?|areas?|places?|zones?|governorates?|provinces?|cit(?:y|ies)|towns?|parts?|neighbou?rhoods?|territor(?:y|ies))|ou (?:est|a|ont|le|la)|wo|nerede)\b|где|اين/u;
const YES_NO =
  /^(?:(?:so|and|but|ok|hey|hi) )*(?:is|was|were|are|did|does|do|has|have|had|est ce|ist|war|hat)\b|^هل /u;

const START =
  /\b(?:start(?:s|ed)?|beg[iau]n(?:s|ning)?|(?:in)?to (?:effect|force)|take effect|took effect|effective|commence[ds]?|kick(?:ed)? (?:in|off)|commence|begonnen|begann|basla)|нача|вступил|بدا|دخل/u;
const ANNOUNCE =
  /\b(?:announce[ds]?|unveil(?:ed)?|made public|published|declared|agreed|reached|concluded|finali[sz]ed|clinched|sign(?:ed)?|struck|adopted|proclaimed|annonce|angekundigt|unterzeichnet|signe)\b|объяв|подпис|اعلن|وقع/u;
const END =
  /\b(?:(?:un)?till? when|end(?:s|ed)?|over|expire[sd]?|collapse[sd]?|broke(?:n)? down|br[eo]ak(?:s|ing)?|fail(?:s|ed)?|stop(?:s|ped)? (?:holding|being)|called? off|cancel(?:l?ed)?|lapse[sd]?|finish(?:ed)?|run out|ran out|last until|fin|termine|beendet|endete|bitti)\b|законч|сорва|انته|انهار/u;

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

const whoAsk = (text: string): Ask => {
  if (/\bg(?:ua|a)rant/.test(text) || /гарант|ضامن|ضمن/u.test(text)) return who('guaranteed');
  if (/\b(?:broker|mediat|facilitat)/.test(text) || /посредни|وسيط|توسط/u.test(text)) return who('brokered');
  if (
    /\b(?:monitor|polic|enforc|supervis|overs[ea]|verif|watch|patrol)/.test(text) ||
    /наблюда|контролир|يراقب|مراقب/u.test(text)
  ) {
    return who('monitored');
  }
  if (/\b(?:present|attend\w*|in the room|sat in)\b/.test(text)) return who('present');
  if (
    /\b(?:announc\w+|unveil\w+|proclaim\w+|annonce|angekundigt)\b|объяв|اعلن/u.test(text) &&
    !/\bover\b/.test(text)
  ) {
    return who('announced');
  }
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
    /\b(?:going to|predict\w*|forecast\w*|what are the (?:chances|odds)|how likely|likely to|will (?:there|it|they|the (?:war|ceasefire|truce|deal|agreement)) \w+|next (?:year|month|week|ceasefire|truce)|in the future|tomorrow|one day)\b/.test(
      text,
    ) ||
    /\b(?:va t il|va-t-il|tiendra|wird)\b|будет ли|продержится|سوف|هل س(?:ي|ت)/u.test(text)
  );
};

/** Whether a question asks for a judgement. */
export const asksForOpinion = (question: string): boolean =>
  /\b(?:should|do you (?:think|believe|support|like)|your opinion|who is (?:right|to blame|worse|the bad)|whose fault|good or bad|right or wrong|is it fair|war crim\w+|who are the (?:good|bad) guys|better side|best side)\b/.test(
    foldLetters(question),
  );

/** What a question asks for. */
export const readAsk = (question: string): Ask => {
  const text = foldLetters(question)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const has = (pattern: RegExp): boolean => pattern.test(text);
  if (
    has(
      /\b(?:difference between|compare[ds]?|versus|vs|came first|which (?:was|is|came) (?:first|earlier|later))\b/,
    )
  ) {
    return { kind: 'compare' };
  }
  if (has(/\bin force\b/)) return { kind: 'in force' };
  if (has(HOW_LONG) && !has(/\bhow (?:many|much) (?!days|hours|weeks|months)/)) return { kind: 'duration' };
  if (has(HOW_MANY)) return { kind: 'how many' };

  if (
    has(
      /\b(?:according to|what (?:did|does|do|has|have|was|were) .*\b(?:sa(?:y|id)|call(?:ed)?|describe[ds]?|thin?k|thought|wr[io]te|claim(?:ed)?|report(?:ed)?|tell|told|comment(?:ed)?|promise[ds]?|warn(?:ed)?|accuse[ds]?)|how did .*\b(?:describe|react|respond|call)|(?:words|statement|reaction|comment|opinion) of)\b/,
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
      /^(?:(?:which|what) (?:(?:was|is) the )?(?:\w+ )?|(?:list|show|name|give) (?:\w+ ){0,3})(?:deals?|agreements?|truces?|ceasefires?|accords?|memorand\w+|pacts?|resolutions?|cessations?|pauses?|evacuations?)\b/,
    ) &&
    !has(WHEN)
  ) {
    return { kind: 'which agreement' };
  }
  // "What was signed in Astana?"
  if (has(/^what (?:was|were|got) (?:signed|agreed|announced|reached|concluded)\b/)) {
    return { kind: 'which agreement' };
  }
  if (has(WHEN)) {
    if (has(START) && !has(/\b(?:announce[ds]?|signed)\b/)) return { kind: 'start' };
    if (has(END)) return { kind: 'end' };
    return has(ANNOUNCE) ? { kind: 'announcement' } : { kind: 'when' };
  }
  if (has(/^why\b|^pourquoi\b|^почему|^لماذا/u)) return has(END) ? { kind: 'end' } : { kind: 'why' };
  if (has(/\b(?:what|how|where) .*\b(?:ended|end|collapsed?|broke down|fell apart|failed?)\b/) && !has(WHO))
    return { kind: 'end' };
  if (has(WHO)) return whoAsk(text);
  if (has(WHERE)) {
    return has(
      /\b(?:announced|signed|reached|agreed|negotiated|made|concluded|held|talks|talked|meet|met|struck)\b|объяв|подпис|اعلن|وقع/u,
    )
      ? { kind: 'where made' }
      : { kind: 'where' };
  }
  if (has(YES_NO)) {
    if (
      has(
        /\b(?:nationwide|countrywide|whole (?:country|of syria)|all of syria|(?:city|only)(?: \w+)? only|only (?:the|a|in|for)?|local|just (?:the|a|for|in))\b/,
      )
    ) {
      return { kind: 'scope' };
    }
    if (has(/\b(?:hold|held|holding|survive[ds]?|succeed(?:ed)?|observed|respected|work(?:ed)?)\b/))
      return { kind: 'events' };
    if (has(/\b(?:public|published|secret|released|confidential)\b/)) return { kind: 'document' };
    if (
      has(
        /\b(?:collapse[ds]?|fail(?:ed|s)?|expire[ds]?|break down|broke down|fall apart|fell apart|ended|finished)\b|\b(?:over|ended)$/,
      )
    )
      return { kind: 'end' };
    if (has(/\b(?:signed|announced|reached|agreed|negotiated|made|concluded) (?:in|at) (?!the\b)/))
      return { kind: 'where made' };
    const verb = PART_VERBS.find(([, pattern]) => has(pattern))?.[0];
    if (verb) return part(verb);
    if (has(/\b(?:in|cover\w*|appl(?:y|ied)|extend\w*|among|inside|within|under)\b|تشمل|охват/u))
      return { kind: 'covered' };
    return { kind: 'words' };
  }
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
