import { describe, expect, it } from 'vitest';
import { hasTwoIndependent, independent, voicesOf } from '../../src/dataset/independence.ts';
import type { Source } from '../../src/dataset/schema.ts';

const source = (publisher: string, origin?: string): Source => ({
  id: 'x',
  publisher,
  ...(origin === undefined ? {} : { origin }),
  title: null,
  date: null,
  url: 'https://example.org/',
  how: 'seen',
});

describe('voicesOf', () => {
  it.each([
    [source('Ahram Online (AFP)'), ['afp']],
    [source('The Nation (AP)'), ['ap']],
    [source('Al Arabiya (Reuters/AFP)'), ['reuters', 'afp']],
    [source('Geo (Reuters, citing SANA)'), ['reuters', 'sana']],
    [source('The Daily Star (Lebanon)'), ['daily star']],
    [source('Kurdistan24'), ['kurdistan24']],
    [source('Kurdistan 24 (Arabic)'), ['kurdistan24']],
    [source('Toledo Blade', 'Associated Press'), ['ap']],
    [source('MESOP (copy of Rudaw)', 'Rudaw'), ['rudaw']],
    [source('MENAFN (KUNA, citing SANA)', 'KUNA / SANA'), ['kuna', 'sana']],
    [source('Rabta (Arabic)'), ['rabta']],
  ])('%o', (given, voices) => {
    expect(voicesOf(given)).toEqual(voices);
  });
});

describe('independent', () => {
  it('counts copies of one wire once', () => {
    expect(independent(source('Ahram Online (AFP)'), source('Dawn (AFP)'))).toBe(false);
    expect(independent(source('Reuters'), source('The Irish Times (Reuters)'))).toBe(false);
  });
  it('takes two papers with texts of their own, and two wires, as independent', () => {
    expect(independent(source('The Guardian'), source('The National'))).toBe(true);
    expect(independent(source('Dawn (AFP)'), source('The Nation (AP)'))).toBe(true);
  });
  it('takes unnamed agencies as independent of no wire, but of a paper', () => {
    expect(independent(source('Haaretz (agencies)'), source('Reuters'))).toBe(false);
    expect(independent(source('Haaretz (agencies)'), source('Kayhan (agencies)'))).toBe(false);
    expect(independent(source('Haaretz (agencies)'), source('Enab Baladi'))).toBe(true);
  });
  it('does not take a repeated report as a second one', () => {
    expect(independent(source('Xinhua (citing SANA)'), source('SANA'))).toBe(false);
  });
});

describe('hasTwoIndependent', () => {
  it('looks at every pair', () => {
    const copies = [source('Dawn (AFP)'), source('Geo (AFP)')];
    expect(hasTwoIndependent(copies)).toBe(false);
    expect(hasTwoIndependent([...copies, source('Enab Baladi')])).toBe(true);
    expect(hasTwoIndependent([])).toBe(false);
  });
});
