import { afterEach, describe, expect, it } from 'vitest';
import { mapForAgreement, mapForDay } from '../../src/pictures/map.ts';
import { createPictures, type Pictures, type PicturesOptions } from '../../src/pictures/pictures.ts';
import { timelineFor } from '../../src/pictures/timeline.ts';
import { agreementWith, dataset } from './fixtures.ts';

const open: Pictures[] = [];
const create = (options?: PicturesOptions): Pictures => {
  const pictures = createPictures(options);
  open.push(pictures);
  return pictures;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((pictures) => pictures.close()));
});

const ids = dataset.agreements.map(({ id }) => id);
const timeline = (page: number) => timelineFor(dataset, ids, { page });

/** Width and height as the PNG has them. */
const sizeOf = (png: Uint8Array): { width: number; height: number } => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return { width: view.getUint32(16), height: view.getUint32(20) };
};

describe('pictures', () => {
  it('are PNGs with a name, a size and an alt text', async () => {
    const pictures = create();
    const scenes = [
      timeline(1),
      mapForDay(dataset, '2016-03-01'),
      mapForAgreement(dataset, agreementWith({})),
    ];
    const [first, day, agreement] = await Promise.all(scenes.map(pictures.draw));
    for (const picture of [first, day, agreement]) {
      if (!picture) throw new Error('no picture');
      expect(sizeOf(picture.png)).toEqual({ width: picture.width, height: picture.height });
      expect(picture.png.byteLength).toBeLessThan(1_000_000);
    }
    expect(first?.name).toBe('timeline.png');
    expect(day?.name).toBe('map.png');
    expect(day?.alt).toMatch(/^Map of Syria on 1 March 2016/);
  });

  it('of equal scenes are drawn once, at the same time and later', async () => {
    const pictures = create();
    const [a, b] = await Promise.all([pictures.draw(timeline(2)), pictures.draw(timeline(2))]);
    const later = await pictures.draw(timeline(2));
    expect(b.png).toBe(a.png);
    expect(later.png).toBe(a.png);
  });

  it('are drawn anew where the cache has no room', async () => {
    const pictures = create({ cacheBytes: 1000 });
    const first = await pictures.draw(timeline(2));
    const second = await pictures.draw(timeline(2));
    expect(second.png).not.toBe(first.png);
    expect(Buffer.compare(second.png, first.png)).toBe(0);
  });

  it('come in the same quality from worker after worker', async () => {
    const pictures = create({ cacheBytes: 0, picturesPerWorker: 2 });
    const drawn = [];
    for (let i = 0; i < 5; i += 1) drawn.push(await pictures.draw(timeline(3)));
    for (const { png } of drawn) expect(Buffer.compare(png, drawn[0]?.png ?? new Uint8Array())).toBe(0);
  });

  it('come again after the worker ended for want of work', async () => {
    const pictures = create({ cacheBytes: 0, idleMs: 0 });
    const first = await pictures.draw(timeline(3));
    await new Promise((resolve) => setTimeout(resolve, 0));
    const second = await pictures.draw(timeline(3));
    expect(Buffer.compare(second.png, first.png)).toBe(0);
  });
});

describe('a picture that fails', () => {
  it('is given up when it takes too long', async () => {
    const pictures = create({ timeoutMs: 1 });
    await expect(pictures.draw(timeline(1))).rejects.toThrow('took longer than 1 ms');
  });

  it('fails alone: the next one is drawn', async () => {
    const pictures = create();
    const broken = { ...timeline(1), bars: [{ ...timeline(1).bars[0], start: undefined }] };
    // @ts-expect-error: a scene with a bar that cannot be drawn.
    await expect(pictures.draw(broken)).rejects.toThrow('could not be drawn');
    await expect(pictures.draw(timeline(1))).resolves.toMatchObject({ name: 'timeline.png' });
  });

  it('is told after the end', async () => {
    const pictures = create();
    await pictures.close();
    await expect(pictures.draw(timeline(1))).rejects.toThrow('closed');
  });
});
