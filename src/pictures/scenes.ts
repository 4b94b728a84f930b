import type { Ending, Place } from '../dataset/schema.ts';
import type { Days } from '../dataset/time.ts';
import type { Areas } from './areas.ts';
import type { Bar } from './bars.ts';

/**
 * What a picture shows, as plain values: made from the dataset by `timelineFor`, `mapForAgreement` and
 * `mapForDay`, drawn by `drawTimeline` and `drawMap`, elsewhere and later.
 */

type Common = {
  readonly title: string;
  /** What the picture shows in words, at most 1,024 characters. */
  readonly alt: string;
  /** The line about the dataset at the foot. */
  readonly edition: string;
};

export type TimelineScene = Common & {
  readonly kind: 'timeline';
  readonly page: number;
  readonly pages: number;
  readonly subtitle: string;
  /** The bars of this page, in the order of their start. */
  readonly bars: readonly Bar[];
  /** The days asked for; by default the axis shows as many as the bars need. */
  readonly days: Days | undefined;
  /** The BCP 47 tag of the language that the axis speaks. */
  readonly language: string;
  readonly labels: {
    readonly endings: Readonly<Record<Ending, string>>;
    readonly uncertain: string;
    readonly startUnknown: string;
    readonly announcement: string;
    /** Stands behind the subtitle where the axis tells hours. */
    readonly clock: string;
    readonly empty: string;
  };
};

export type MapLegend = 'covered' | 'nationwide' | 'within' | 'possible' | 'place' | 'possiblePlace' | 'area';

export type MapScene = Common & {
  readonly kind: 'map';
  readonly subtitle: string;
  /** Filled and dotted. */
  readonly certain: Areas;
  /** Striped, with hollow dots. */
  readonly possible: Areas;
  /** The governorates, for their names. */
  readonly governorates: readonly Pick<Place, 'id' | 'name' | 'aliases'>[];
  readonly legend: Readonly<Record<MapLegend, string>>;
  /** The line about the borders. */
  readonly boundaries: string;
  /** Stand below the map. */
  readonly lists: readonly { readonly heading: string; readonly lines: readonly string[] }[];
};

export type Scene = TimelineScene | MapScene;
