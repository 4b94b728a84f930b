import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answer } from '../../src/answers/answer.ts';
import { projectDir } from '../../src/config.ts';
import { loadDataset } from '../../src/dataset/load.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { en } from '../../src/texts/en/en.ts';

/** What holds for answers of every kind, over the real dataset. */

const loaded = loadDataset(join(projectDir, 'data'));
if (!loaded.ok) throw new Error('The dataset is unsound: run npm run check-data.');
const { dataset } = loaded;
const index = buildIndex(dataset);
const ask = (question: string) => answer(index, dataset, question, { today: '2026-11-24', texts: en });
const textOf = (lines: readonly { readonly text: string }[]): string =>
  lines.map(({ text }) => text).join(' ');

describe('what passes over a part of the question is the nearest thing known, and says what it passes over', () => {
  test.each([
    // A month, a place, a number, a name that the answer has nothing to do with.
    ['What were the terms of the Sochi memorandum of September 2019?', 'September 2019', 'Sochi memorandum'],
    ['When did the Kerry–Lavrov ceasefire of October 2015 start?', 'October 2015', 'Kerry–Lavrov'],
    ['How long did the Daraa truce of June 2016 last?', 'Daraa', ''],
    ['What does Security Council resolution 2402 demand?', '2402', ''],
    ['The Beijing memorandum on Idlib, when was it signed?', 'Beijing', 'Idlib'],
    ['Which hotel in Geneva did Kerry and Lavrov meet in?', 'hotel', 'Kerry'],
    ['Did Trump and Putin agree the Kerry-Lavrov truce?', 'Kerry-Lavrov', ''],
  ])('%s', (question, aside, nearest) => {
    const given = ask(question);
    expect(given.kind).toBe('not said');
    expect(textOf(given.said)).toContain(`“${aside}”`);
    expect(textOf(given.nearest)).toContain(nearest);
  });

  test('the same questions without the slip are answered', () => {
    expect(textOf(ask('What were the terms of the Sochi memorandum of October 2019?').said)).toContain(
      '30 km',
    );
    expect(textOf(ask('What does Security Council resolution 2401 demand?').said)).toContain('30 days');
    expect(textOf(ask('When did the Kerry–Lavrov ceasefire of September 2016 start?').said)).toContain(
      '12 September 2016',
    );
  });

  test('a place without agreements is named as such', () => {
    const given = ask('When did the Palmyra truce start?');
    expect(given.kind).toBe('not said');
    expect(textOf(given.said)).toContain('no agreement in the dataset names Palmyra');
  });

  test('an event of another day is no answer about this one', () => {
    const given = ask('By how many hours was the calm around Damascus extended on 2 May 2016?');
    expect(given.kind).toBe('not said');
  });
});

describe('nobody is blamed by a fact that only says that something happened', () => {
  test.each([
    'Who bombed the aid convoy at Urum al-Kubra?',
    'Who carried out the Rashideen bombing of the evacuees in April 2017?',
    'Which side broke the February 2016 truce first?',
  ])('%s', (question) => expect(ask(question).kind).toBe('not said'));

  test('but where the sources blame, they are told', () => {
    const given = ask('Who shelled hospitals in Aleppo before the May 2016 extension?');
    expect(given.kind).toBe('answered');
    expect(textOf(given.said)).toContain('both sides');
  });
});

test('guarantees that are only mentioned make no guarantor', () => {
  const given = ask('Which countries guaranteed the Kerry–Lavrov ceasefire?');
  expect(given.kind).toBe('not said');
  expect(textOf(given.nearest)).toContain('missed guarantees');
});

describe('where a rule finds nothing, the facts with words of the question are near', () => {
  test.each([
    ['How wide was the strip along the M4 that the March 2020 deal set up?', '6 km'],
    ['How many food parcels did UNRWA hand out in Yarmouk on 30 March 2014?', '280'],
    ['How many rocket launchers could the fighters leaving old Homs take per bus?', 'one rocket launcher'],
    ['Why did Iran hold up the Aleppo buses in December 2016?', 'Fuaa'],
    ['Where did American and Turkish officers work out a draft plan for Manbij in June 2018?', 'Stuttgart'],
  ])('%s', (question, fact) => {
    const given = ask(question);
    expect(textOf([...given.said, ...given.nearest])).toContain(fact);
  });

  test('a disputed agreement is not outlined without that', () => {
    const given = ask('jordan said theres a truce in the south in june 2018 but was it real');
    expect(textOf(given.nearest)).toContain('Disputed');
  });
});

describe('several agreements', () => {
  test('are listed by date', () => {
    const given = ask('Which deals did al-Waer have, in order?');
    expect(given.kind).toBe('answered');
    expect(given.said[0]?.text).toBe('6 agreements fit, by the date of their announcement:');
    const years = given.said.slice(1).map(({ text }) => Number(/\b20\d\d\b/.exec(text)?.[0]));
    expect(years).toEqual(years.toSorted());
  });

  test('"ceasefires" are no evacuations', () => {
    const given = ask('How many ceasefires were there in Suwayda in July 2025?');
    expect(given.said[0]?.text).toBe('3 agreements fit, by the date of their announcement:');
    expect(textOf(given.said)).not.toContain('Bedouin');
  });

  test('of one end are chosen by that end', () => {
    const given = ask('Which truces failed?');
    expect(given.others.length).toBeGreaterThan(0);
    for (const id of given.others) expect(dataset.agreement.get(id)?.ended.how).toBe('collapsed');
    expect(given.said[0]?.text).toMatch(
      /^\d+ agreements fit \(collapsed\)\. The first 10, by the date of their announcement:$/,
    );
  });

  test('in force today are never more than those without a known end', () => {
    const given = ask('Which deals are still in force as of today?');
    expect(given.said[0]?.text).toContain('is more than the sources say');
    for (const id of given.others) expect(dataset.agreement.get(id)?.ended.how).toBe('unknown');
  });

  test('where none began at a place, those that ran then and took it in', () => {
    const given = ask('Was there a ceasefire in Homs in September 2016?');
    expect(given.said[0]?.text).toContain('None that began then is recorded for Homs');
    expect(given.others).toEqual(['waer-2015-12', 'kerry-lavrov-2016-09']);
    expect(ask('Was there a ceasefire in Homs in 2014?').others).not.toContain('kerry-lavrov-2016-09');
  });

  test('one of two sides that nobody named is not left out in silence', () => {
    expect(ask('Was there ever a truce between ISIS and the government?').kind).toBe('not said');
    expect(ask('Was there a truce between Israel and Syria?').agreement).toBe('suwayda-2025-07-19');
  });

  test('two are compared by their own dates', () => {
    const given = ask('Which came first, the Brahimi truce or the Annan plan?');
    expect(given.said[0]?.text).toBe('Kofi Annan plan ceasefire came first.');
    expect(given.agreement).toBe('annan-2012-04');
    expect(given.others).toEqual(['eid-adha-2012-10']);
  });

  test('the first and the last of a place are found by date', () => {
    expect(ask('Who guaranteed the last al-Waer agreement?').agreement).toBe('waer-2017-03');
    expect(ask('When was the first truce in Zabadani announced?').agreement).toBe('zabadani-2012-01');
  });
});

describe('everyday ways of speaking', () => {
  test.each([
    ['Who put their names to the Astana memorandum?', 'Lavrentiev'],
    ['Who made the southern Syria ceasefire of July 2017 public?', 'Tillerson'],
    ['Did Nusra say no to the 2012 Eid truce?', 'refused'],
    ['Where was the Kerry-Lavrov deal hammered out?', 'Geneva'],
    ['What role did the United States play in the Astana memorandum of May 2017?', 'observer'],
  ])('%s', (question, fact) => expect(textOf(ask(question).said)).toContain(fact));
});
