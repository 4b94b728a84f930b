/** What `/help` says. */
export const help = {
  title: '### What Hudna can tell you',
  intro:
    'Hudna (هدنة, “truce”) answers from a dataset of ceasefire and related agreements of the Syrian war. Each fact names its sources. Where sources differ, both accounts are shown; what no source says is called unknown.',
  commands: [
    '**`/ceasefire`** a place, party, name, month or date, or a mix: `/ceasefire aleppo`, `/ceasefire russia turkey idlib 2018`',
    '**`/parties`** who took part, and how: `/parties 2017-07`, `/parties kerry lavrov`',
    '**`/sources`** every source of an agreement, and which facts rest on it: `/sources hamburg ceasefire`',
    '**`/ask`** a question in plain words: `/ask who guaranteed the aleppo truce?`',
    '**`/agreements`** lists and filters, with CSV and JSON to take away',
    '**`/compare`** two agreements side by side',
    '**`/timeline`** and **`/map`** pictures drawn from the same data',
    '**`/reminders`** start dates and anniversaries in a channel (needs Manage Server)',
  ].join('\n'),
  messageMenu:
    'Right-click a message, Apps, “Find agreements mentioned here”: what it names, shown to you alone.',
  classes:
    'Ceasefires, cessations of hostilities, humanitarian pauses, de-escalation deals and evacuations come first. Settlements, mechanisms, proposals and background records come after them, or when asked for by name or by class: `/ceasefire settlement daraa`.',
  reading:
    '“Reported” and “disputed” are said as such. “Unknown” means that no source read says it, never that nothing happened.',
  examples: 'Try one of these',
  edition: (date: string, agreements: number, cutOff: string) =>
    `Dataset of ${date}: ${agreements} agreements, events to ${cutOff}. Data CC BY 4.0. Corrections are welcome by pull request.`,
};
