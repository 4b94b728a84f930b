import { describe, expect, test } from 'vitest';
import { agreementCard, sections } from '../../src/cards/agreement.ts';
import { withSources } from '../../src/cards/sourced.ts';
import { realDataset, textOf, texts } from '../support/hudna.ts';

const dataset = realDataset();

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const numbersIn = (text: string): readonly number[] =>
  (text.match(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g) ?? []).map((mark) =>
    Number([...mark].map((digit) => digits.indexOf(digit)).join('')),
  );

describe('numbered sources', () => {
  test.each(dataset.agreements.map((agreement) => [agreement.id, agreement] as const))(
    '%s',
    (_, agreement) => {
      const { texts: blocks, sources } = withSources(
        dataset,
        sections(dataset, agreement, texts),
        3500,
        texts,
      );
      const cited = [...new Set(numbersIn(blocks.join('\n')))];
      const listed = sources
        .split('\n')
        .slice(1)
        .flatMap((line) => numbersIn(line).slice(0, 1));
      const more = Number(/… and (\d+) more/.exec(sources)?.[1] ?? 0);
      // Numbers run in the order in which the reader meets them, and the list has each of them.
      expect(cited).toEqual(cited.map((_unused, index) => index + 1));
      expect(listed).toEqual(listed.map((_unused, index) => index + 1));
      expect(listed.length + more).toBe(cited.length);
      expect(cited.length).toBeGreaterThan(0);
    },
  );

  test('stand beside facts that they carry', () => {
    const agreement = dataset.agreement.get('southwest-2017-07');
    if (!agreement) throw new Error('no record');
    const text = textOf({ kind: 'message', body: agreementCard(dataset, agreement, texts) });
    const line = text.split('\n').find((each) => each.startsWith('- **Russia**'));
    const [first] = numbersIn(line ?? '');
    const source = text.split('\n').find((each) => each.startsWith('-# ') && numbersIn(each)[0] === first);
    const russia = agreement.parties.find(({ party }) => party === 'russia');
    const publishers = russia?.sources.map((id) => dataset.sources.get(id)?.publisher ?? '');
    expect(publishers?.some((publisher) => source?.includes(publisher))).toBe(true);
  });
});
