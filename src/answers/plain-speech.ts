/** Ways of speaking that stand for the words of the field, so that the rules need to know only those. */

type Rewording = readonly [pattern: RegExp, words: string];

const REWORDINGS: readonly Rewording[] = [
  [
    /\b(?:put|set|wrote|write) (?:their|his|her|its) (?:names?|signatures?) (?:to|under|on|beneath)\b/gi,
    'sign',
  ],
  [/\bsign(ed|s|ing)? up (?:to|for)\b/gi, 'sign$1'],
  [/\bsign(ed|s|ing)? on to\b/gi, 'sign$1'],
  [/\b(?:turn(?:ed)? down|sa(?:y|id) no to|sp[iu]rn(?:ed)?|balk(?:ed)? at)\b/gi, 'refuse'],
  [/\b(?:go|went|gone) along with\b|\bsa(?:y|id) yes to\b|\b(?:on board|okay|ok|happy) with\b/gi, 'accept'],
  [/\b(?:hammer|thrash|iron)(?:ed)? out\b/gi, 'negotiated'],
  [
    /\b(?:ma[dk]e|making) (?!.*\b(?:texts?|documents?|papers?|details|wording)\b)(.{1,60}?) public\b/gi,
    'announce $1',
  ],
  [/\bma[dk]e public\b/gi, 'announce'],
  [/\b(?:the )?guns (?:to )?(?:fall|fell|go|went|be) (?:silent|quiet)\b/gi, 'it start'],
  [
    /\b(?:the )?(?:fighting|shooting) (?:have|had|has|was) to (?:stop|end|cease)\b/gi,
    'the ceasefire take effect',
  ],
  [/\b(?:keep|kept) (?:to )?(its|their|the) (?=halt|truce|ceasefire|pause)/gi, 'hold $1 '],
  [/\b(?:stop(?:ped)?|cease) shooting\b/gi, 'start the ceasefire'],
  [/\bplay(?:ed)? host to\b/gi, 'host'],
  [/\b(?:was|were|stood|is|are) behind (?=(?:the|this|that|it)\b)/gi, 'brokered '],
  [/\b(?:finish|kill)(?:ed)? off\b|\b(?:scrap|torpedo|derail|wreck|sank|sink)(?:ed|p?ed)?\b/gi, 'ended'],
  [/\bstorm(?:ed)? out\b/gi, 'walk out'],
  // Lists are by date anyway.
  [/,? \bin (?:chronological |date |time )?order\b/gi, ''],
  [/^\W*who got (.+?) to (?:stop|halt|end|cease)\b(?: \w+ing\b)?/i, 'who brokered the truce between $1'],
  [
    /\b(?:said (?:they|it|he) )?never (?:put (?:their|its|his) names? to|signed|agreed to|accepted)\b/gi,
    'refused',
  ],
  [/\bleft out of\b/gi, 'excluded from'],
  [/\bleav(?:e|es|ing) out\b/gi, 'exclude'],
  [/\bgo-?betweens?\b/gi, 'mediators'],
  [/\bwent between\b/gi, 'mediated between'],
  [/^\W*what made (?=\S)/i, 'why did '],
  [/\bhow often\b/gi, 'how many times'],
  [/\bfor how many people\b/gi, 'how many people'],
  [/\b(?:what|which) week ?day\b/gi, 'what day of the week'],
  [/\bwhat (?:role|part) did (.{2,60}?) (?:play|have) (?:in|at|under)\b/gi, 'was $1 a party to'],
  [
    /\b(?:set|fix|agree on|have|has|was there|is there|with) an? (?:fixed |set )?end(?: date)?\b/gi,
    'have a planned duration',
  ],
  [/\b(?:what|which) time ?zone\b/gi, 'what time'],
  [/\bpentagon(?: chief)?\b/gi, 'US defence secretary'],
  [/\bMoD\b/g, 'ministry of defence'],
  [/\bnew year['’]?s eve\b(?: of)?/gi, '31 December'],
  [/\bnew year['’]?s day\b(?: of)?/gi, '1 January'],
  // The capital speaks for its government: "Did Damascus admit it?"
  [
    /\b(did|does|has|had|must|would|could) damascus (?=[a-z]+\b)(?!(?:and|or|in|have|take part)\b)/gi,
    '$1 the Syrian government ',
  ],
];

/** A question in the words that the field uses. */
export const inFieldWords = (question: string): string =>
  REWORDINGS.reduce((text, [pattern, words]) => text.replace(pattern, words), question);
