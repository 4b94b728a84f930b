import { loadDataset } from '../../src/dataset/load.ts';
import { type Agreement, agreementSchema } from '../../src/dataset/schema.ts';
import { projectCountry } from '../../src/pictures/draw-map.ts';
import { loadFonts } from '../../src/pictures/fonts.ts';
import { loadBorders } from '../../src/pictures/geometry.ts';
import { type Box, collide, within } from '../../src/pictures/svg.ts';
import { textsFor } from '../../src/texts/texts.ts';

const loaded = loadDataset('data');
if (!loaded.ok) throw new Error(`The dataset does not load: ${loaded.problems[0]?.message}`);

/** The shipped dataset. */
export const dataset = loaded.dataset;

/** The shipped dataset with other agreements in it, in the order given. */
export const datasetOf = (agreements: readonly Agreement[]) => ({
  ...dataset,
  agreements,
  agreement: new Map(agreements.map((agreement) => [agreement.id, agreement])),
});

export const texts = textsFor('en').pictures;
export const drawing = { fonts: loadFonts() };

const borders = loadBorders();
export const mapDrawing = { ...drawing, borders, country: projectCountry(borders) };

export type Change = Partial<Omit<Agreement, 'effective' | 'ended' | 'announced' | 'areas'>> & {
  readonly announced?: object;
  readonly effective?: object | null;
  readonly ended?: object;
  readonly areas?: object;
};

/** A truce from the start of 1 April 2016 to 1 July 2016, with the changes given. */
export const agreementWith = ({ announced, effective, ended, areas, ...rest }: Change): Agreement =>
  agreementSchema.parse({
    id: 'truce',
    name: 'A truce',
    aliases: { en: [], ar: [], ru: [] },
    class: 'ceasefire',
    laterality: 'bilateral',
    form: 'written',
    scope: 'local',
    notability: 1,
    confidence: 'high',
    kind: 'truce',
    announced: { date: '2016-04-01', sources: ['s'], ...announced },
    effective:
      effective === null
        ? null
        : {
            of: 'ceasefire',
            local: '2016-04-01T00:00',
            zone: 'Asia/Damascus',
            precision: 'minute',
            sources: ['s'],
            ...effective,
          },
    ended: { date: '2016-07-01', how: 'completed', sources: ['s'], ...ended },
    parties: [{ party: 'p', role: 'signatory', sources: ['s'] }],
    excluded: [],
    areas: { places: ['aleppo-city'], sources: ['s'], ...areas },
    terms: [],
    monitoring: [],
    humanitarian: [],
    events: [],
    relations: [],
    paxId: null,
    notes: [],
    furtherSources: [],
    checked: { date: '2026-01-01', what: 'all' },
    ...rest,
  });

/** Pairs of boxes that meet. */
export const collisions = (boxes: readonly Box[]): readonly (readonly [Box, Box])[] =>
  boxes.flatMap((a, i) => boxes.slice(i + 1).flatMap((b) => (collide(a, b) ? [[a, b] as const] : [])));

/** Boxes that leave the picture. */
export const outside = (
  boxes: readonly Box[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly Box[] => boxes.filter((box) => !within(box, { x: 0, y: 0, width, height }));
