import { Resvg } from '@resvg/resvg-js';
import { drawTimeline } from './draw-timeline.ts';
import { fontPaths, loadFonts } from './fonts.ts';
import type { MapScene, Scene } from './scenes.ts';
import type { Drawn } from './sheet.ts';

/** The worker's side of `render.ts`: draws scenes and renders them, one after the other, in a process of their own. */

export type Request = { readonly scene: Scene };

export type Answer =
  | { readonly ok: true; readonly png: Uint8Array; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly reason: string };

const fonts = loadFonts();

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Draws maps. What that needs beyond a timeline is loaded with the first one. */
const mapDrawer = once(async () => {
  const [{ drawMap, projectCountry }, { loadBorders }] = await Promise.all([
    import('./draw-map.ts'),
    import('./geometry.ts'),
  ]);
  const borders = loadBorders();
  const drawing = { fonts, borders, country: projectCountry(borders) };
  return (scene: MapScene): Drawn => drawMap(scene, drawing);
});

const draw = async (scene: Scene): Promise<Drawn> => {
  if (scene.kind === 'timeline') return drawTimeline(scene, { fonts });
  return (await mapDrawer())(scene);
};

const answer = async ({ scene }: Request): Promise<Answer> => {
  try {
    const { svg, width, height } = await draw(scene);
    const image = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [...fontPaths] } }).render();
    return { ok: true, png: image.asPng(), width, height };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

process.on('message', async (request: Request) => {
  process.send?.(await answer(request));
});

// Without the bot there is nobody to draw for.
process.on('disconnect', () => process.exit());

// The bot decides when this process ends: a Ctrl-C reaches both, and the bot may still wait for a picture.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
