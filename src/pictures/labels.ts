import { type Box, collide, within } from './svg.ts';

/** Finds room for the labels of a map. Greedy: what is placed first keeps its place. */

export type Placed = {
  readonly box: Box;
  /** Far from its dot: a line should join them. */
  readonly apart: boolean;
};

// Directions from the dot, the easiest to read first.
const DIRECTIONS: readonly (readonly [dx: number, dy: number])[] = [
  [1, 0],
  [-1, 0],
  [0.8, -0.8],
  [0.8, 0.8],
  [-0.8, -0.8],
  [-0.8, 0.8],
  [0, -1],
  [0, 1],
];
const DISTANCES = [13, 24, 40, 60, 84, 120];
const NEAR = 24;
// Air kept around a label.
const AIR = 3;

const padded = ({ x, y, width, height }: Box): Box => ({
  x: x - AIR,
  y: y - AIR,
  width: width + 2 * AIR,
  height: height + 2 * AIR,
});

/** Whether a box lies in the frame and meets none of the others. */
export const isFree = (box: Box, frame: Box, others: readonly Box[]): boolean =>
  within(box, frame) && !others.some((other) => collide(padded(box), other));

/** The point of a box that is nearest to another point: where a line to it ends. */
export const nearest = ([x, y]: readonly [number, number], box: Box): readonly [number, number] => [
  Math.min(Math.max(x, box.x), box.x + box.width),
  Math.min(Math.max(y, box.y), box.y + box.height),
];

// The line leaves its own dot before it may meet something.
const OWN_DOT = 10;
const STEP = 4;

const isClear = (
  [x, y]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  others: readonly Box[],
): boolean => {
  const length = Math.hypot(toX - x, toY - y);
  for (let at = OWN_DOT; at < length; at += STEP) {
    const point = { x: x + ((toX - x) * at) / length, y: y + ((toY - y) * at) / length, width: 0, height: 0 };
    if (others.some((other) => collide(point, other))) return false;
  }
  return true;
};

const distance = ([x, y]: readonly [number, number], box: Box): number => {
  const [nearX, nearY] = nearest([x, y], box);
  return Math.hypot(nearX - x, nearY - y);
};

/**
 * Room for a label of a size near a dot, or null where there is none. A label without a line stands nearer to
 * its own dot than to any of the `rivals`.
 */
export const placeNear = (
  [x, y]: readonly [number, number],
  size: { readonly width: number; readonly height: number },
  frame: Box,
  others: readonly Box[],
  rivals: readonly (readonly [number, number])[],
): Placed | null => {
  for (const away of DISTANCES) {
    for (const [dx, dy] of DIRECTIONS) {
      const cx = x + dx * away + (Math.sign(dx) * size.width) / 2;
      const cy = y + dy * away + (Math.abs(dy) === 1 ? (dy * size.height) / 2 : (dy * size.height) / 3);
      // Above or below its dot a name may slide to stay in the frame.
      const left = cx - size.width / 2;
      const last = frame.x + frame.width - size.width;
      const slid = dx === 0 ? Math.min(Math.max(left, frame.x), last) : left;
      const box = { x: slid, y: cy - size.height / 2, ...size };
      if (!isFree(box, frame, others)) continue;
      const apart = away > NEAR;
      const fits = apart
        ? isClear([x, y], nearest([x, y], box), others)
        : rivals.every((rival) => distance(rival, box) > distance([x, y], box));
      if (fits) return { box, apart };
    }
  }
  return null;
};

/** Groups points that lie closer than `distance` to one another, directly or through others. */
export const clusters = <T extends { readonly at: readonly [number, number] }>(
  points: readonly T[],
  distance: number,
): readonly (readonly T[])[] => {
  const groups: T[][] = [];
  for (const point of points) {
    const near = groups.filter((group) =>
      group.some(({ at }) => Math.hypot(at[0] - point.at[0], at[1] - point.at[1]) < distance),
    );
    const joined = [...near.flat(), point];
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups;
};
