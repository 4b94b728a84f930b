import type { Source } from './schema.ts';

/**
 * Which sources are independent of each other: a wire report printed by ten papers is one voice, not ten.
 */

// The agencies whose reports others print. In a publisher's brackets they name whose text the page holds.
const WIRES = new Map(
  Object.entries({
    afp: 'afp',
    'agence france-presse': 'afp',
    ap: 'ap',
    'associated press': 'ap',
    reuters: 'reuters',
    dpa: 'dpa',
    efe: 'efe',
    upi: 'upi',
    xinhua: 'xinhua',
    sana: 'sana',
    tass: 'tass',
    'ria novosti': 'ria novosti',
    interfax: 'interfax',
    anadolu: 'anadolu',
    'anadolu agency': 'anadolu',
    kuna: 'kuna',
    petra: 'petra',
  }),
);

/** A text put together from wires that it does not name: independent of no wire. */
const UNNAMED_WIRE = 'agencies';

const fold = (name: string): string => {
  const folded = name
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^ ?the /, '')
    .trim()
    .replace(/(\p{L}) (\d)/gu, '$1$2');
  return WIRES.get(name.toLowerCase().trim()) ?? folded;
};

const bracketed = (publisher: string): readonly string[] =>
  [...publisher.matchAll(/\(([^)]*)\)/g)].flatMap(([, inside = '']) =>
    inside.split(/[/,;]|\band\b|\bvia\b|\bciting\b/).flatMap((part) => {
      const name = part.trim().toLowerCase();
      if (/^(?:news )?agenc(?:y|ies)\b|^wire reports$/.test(name)) return [UNNAMED_WIRE];
      const wire = WIRES.get(name);
      return wire ? [wire] : [];
    }),
  );

/**
 * Whose report a page holds, as folded names: its `origin`, else the wires named in brackets in `publisher`, else
 * the publisher.
 */
export const voicesOf = ({ publisher, origin }: Pick<Source, 'publisher' | 'origin'>): readonly string[] => {
  if (origin !== undefined) return origin.split(/\s*[/;]\s*/).map(fold);
  const wires = bracketed(publisher);
  return wires.length > 0 ? wires : [fold(publisher)];
};

const wireNames = new Set(WIRES.values());
const mayBeSame = (a: string, b: string): boolean =>
  a === b || (a === UNNAMED_WIRE && wireNames.has(b)) || (b === UNNAMED_WIRE && wireNames.has(a));

/** Whether two sources report on their own, as far as their pages say. */
export const independent = (a: Source, b: Source): boolean =>
  !voicesOf(a).some((voice) => voicesOf(b).some((other) => mayBeSame(voice, other)));

/** Whether at least two of the sources are independent of each other. */
export const hasTwoIndependent = (sources: readonly Source[]): boolean =>
  sources.some((a, index) => sources.slice(index + 1).some((b) => independent(a, b)));
