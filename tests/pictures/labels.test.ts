import { describe, expect, it } from 'vitest';
import { clusters, placeNear } from '../../src/pictures/labels.ts';
import { collide, within } from '../../src/pictures/svg.ts';

const frame = { x: 0, y: 0, width: 400, height: 200 };
const size = { width: 80, height: 25 };

describe('a label near a dot', () => {
  it('stands right of it where there is room', () => {
    const placed = placeNear([100, 100], size, frame, [], []) ?? expect.unreachable('no room');
    expect(placed.box.x).toBeGreaterThan(100);
    expect(placed.apart).toBe(false);
  });

  it('stays in the frame at its edges', () => {
    for (const at of [
      [398, 2],
      [2, 198],
      [399, 199],
      [1, 1],
    ] as const) {
      const placed = placeNear(at, size, frame, [], []) ?? expect.unreachable('no room');
      expect(within(placed.box, frame)).toBe(true);
    }
  });

  it('keeps off what is there, and is left out where there is no room at all', () => {
    const right = { x: 105, y: 60, width: 290, height: 80 };
    const placed = placeNear([100, 100], size, frame, [right], []) ?? expect.unreachable('no room');
    expect(collide(placed.box, right)).toBe(false);
    expect(placeNear([100, 100], size, frame, [frame], [])).toBeNull();
  });

  it('is not nearer to another dot than to its own, unless a line tells', () => {
    const rival = [130, 100] as const;
    const placed = placeNear([100, 100], size, frame, [], [rival]) ?? expect.unreachable('no room');
    expect(placed.apart || placed.box.x + placed.box.width < 100 || placed.box.x > 130).toBe(true);
    expect(placed.box.x < 130 && placed.box.x + placed.box.width > 130 && !placed.apart).toBe(false);
  });
});

describe('clusters', () => {
  it('join what is near, directly or through others', () => {
    const at = (x: number, y: number) => ({ at: [x, y] as const });
    const groups = clusters([at(0, 0), at(50, 0), at(25, 0), at(300, 0)], 30);
    expect(groups.map((group) => group.length).sort()).toEqual([1, 3]);
  });
});
