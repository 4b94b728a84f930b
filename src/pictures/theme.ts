import type { Ending } from '../dataset/schema.ts';

/**
 * Colours and sizes. Discord shows a picture at about half of its pixels, so nothing is set smaller than 19.
 * The ground is dark and opaque: it stands in dark and in light surroundings.
 */

export const WIDTH = 1100;
export const MARGIN = 32;

export const sizes = { title: 36, name: 22, text: 20, small: 19 } as const;

export const colours = {
  ground: '#1e222a',
  band: '#232832',
  rule: '#3a4150',
  text: '#f2f4f8',
  quiet: '#b9c1cf',
  onBar: '#12151a',
} as const;

/** Told apart by lightness as well as by hue; the signs below tell them apart without any colour. */
export const endingColours: Readonly<Record<Ending, string>> = {
  completed: '#43c59e',
  superseded: '#6ea8ff',
  expired: '#f2d05c',
  collapsed: '#ff7d5c',
  'declared over': '#d59bf6',
  'in force': '#ffffff',
  unknown: '#98a2b3',
};

/** In the order of legends. */
export const endingOrder: readonly Ending[] = [
  'expired',
  'collapsed',
  'declared over',
  'superseded',
  'completed',
  'in force',
  'unknown',
];

/** The sign of each ending, as a path in a square of 20, stroked. */
export const endingSigns: Readonly<Record<Ending, string>> = {
  completed: 'M5 10.5 L8.7 14 L15 6.5',
  superseded: 'M5 6 L9 10 L5 14 M11 6 L15 10 L11 14',
  expired: 'M10 5.5 V10.5 L13.5 12.5',
  collapsed: 'M6 6 L14 14 M14 6 L6 14',
  'declared over': 'M7.5 6 V14 M12.5 6 V14',
  'in force': 'M5 10 H14.5 M10.5 6 L14.5 10 L10.5 14',
  unknown: 'M7 7.6 A3 3 0 1 1 10.6 10.4 Q10 10.7 10 12 M10 14.6 V15',
};

export const mapColours = {
  sea: '#1a2029',
  land: '#262c36',
  border: '#3b4350',
  governorate: '#3d4656',
  governorateEdge: '#20252e',
  outline: '#8a94a6',
  covered: '#e5a83f',
  nationwide: '#c08f3c',
  within: '#7a6743',
  possible: '#b48a45',
  onCovered: '#1b1408',
  dot: '#ffffff',
} as const;
