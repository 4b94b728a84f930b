import type { Place } from '../dataset/schema.ts';
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
  /** A Discord locale. */
  readonly locale: string | undefined;
};

export type TimelineScene = Common & {
  readonly kind: 'timeline';
  readonly page: number;
  readonly pages: number;
  /** How many agreements all pages have. */
  readonly count: number;
  /** The bars of this page, in the order of their start. */
  readonly bars: readonly Bar[];
  /** The days asked for; by default the axis shows as many as the bars need. */
  readonly days: Days | undefined;
};

export type MapScene = Common & {
  readonly kind: 'map';
  readonly subtitle: string;
  /** Filled and dotted. */
  readonly certain: Areas;
  /** Striped, with hollow dots. */
  readonly possible: Areas;
  /** The governorates, for their names. */
  readonly governorates: readonly Pick<Place, 'id' | 'name' | 'aliases'>[];
  /** Stand below the map. */
  readonly lists: readonly { readonly heading: string; readonly lines: readonly string[] }[];
};

export type Scene = TimelineScene | MapScene;
