import { contentKey, createCache } from '../cache.ts';
import { createRenderer, type Rendered, type RendererOptions } from './render.ts';
import type { Scene } from './scenes.ts';

/** A picture to send. Its bytes are shared with the cache: they must not be changed. */
export type Picture = Rendered & {
  /** The name of the attachment. */
  readonly name: 'timeline.png' | 'map.png';
  /** What the picture shows in words, at most 1,024 characters. */
  readonly alt: string;
};

export type Pictures = {
  /** The picture of a scene, from the cache where it was drawn before. Rejects where it cannot be drawn. */
  readonly draw: (scene: Scene) => Promise<Picture>;
  /** Ends the renderer; pictures under way are given up. */
  readonly close: () => Promise<void>;
};

export type PicturesOptions = RendererOptions & {
  /** How many bytes of pictures are kept. */
  readonly cacheBytes?: number;
};

// 50 to 300 pictures.
const CACHE_BYTES = 16 * 1024 * 1024;

/** Draws pictures on demand. Costs nothing before the first one is asked for. */
export const createPictures = ({ cacheBytes = CACHE_BYTES, ...options }: PicturesOptions = {}): Pictures => {
  const cache = createCache<Rendered>(cacheBytes, ({ png }) => png.byteLength);
  const renderer = createRenderer(options);
  const underWay = new Map<string, Promise<Rendered>>();

  const render = (key: string, scene: Scene): Promise<Rendered> => {
    const already = underWay.get(key);
    if (already) return already;
    const rendering = renderer
      .render(scene)
      .then((rendered) => {
        cache.set(key, rendered);
        return rendered;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, rendering);
    return rendering;
  };

  return {
    draw: async (scene) => {
      const key = contentKey(scene);
      const rendered = cache.get(key) ?? (await render(key, scene));
      return { ...rendered, name: `${scene.kind}.png`, alt: scene.alt };
    },
    close: renderer.close,
  };
};
