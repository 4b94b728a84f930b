import { Resvg } from '@resvg/resvg-js';
import { textsFor } from '../texts/texts.ts';
import { drawMap, projectCountry } from './draw-map.ts';
import { drawTimeline } from './draw-timeline.ts';
import { fontPaths, loadFonts } from './fonts.ts';
import { loadBorders } from './geometry.ts';
import type { Scene } from './scenes.ts';
import type { Drawn } from './sheet.ts';

/** The worker's side of `render.ts`: draws scenes and renders them, one after the other, in a process of their own. */

export type Request = { readonly scene: Scene };

export type Answer =
  | { readonly ok: true; readonly png: Uint8Array; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly reason: string };

const lazy = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const fonts = loadFonts();
const map = lazy(() => {
  const borders = loadBorders();
  return { borders, country: projectCountry(borders) };
});

const draw = (scene: Scene): Drawn => {
  const texts = textsFor(scene.locale).pictures;
  return scene.kind === 'timeline'
    ? drawTimeline(scene, { fonts, texts })
    : drawMap(scene, { fonts, texts, ...map() });
};

const answer = ({ scene }: Request): Answer => {
  try {
    const { svg, width, height } = draw(scene);
    const image = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [...fontPaths] } }).render();
    return { ok: true, png: image.asPng(), width, height };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

process.on('message', (request: Request) => {
  process.send?.(answer(request));
});

// The bot decides when this process ends: a Ctrl-C reaches both, and the bot may still wait for a picture.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
