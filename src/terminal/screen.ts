import { styleText } from 'node:util';
import { createSupportsHyperlinks } from 'supports-hyperlinks';
import { plainStyle, type RenderOptions, type Style } from './render.ts';

/** What this terminal can show. */

const MIN_WIDTH = 40;
/** Longer lines are hard to read. */
const MAX_WIDTH = 110;
const PIPE_WIDTH = 100;

// OSC 8 (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
const clickable = (label: string, url: string): string =>
  `\u001b]8;;${url}\u001b\\${styleText('underline', label)}\u001b]8;;\u001b\\`;

const colourStyle = (stream: NodeJS.WriteStream): Style => ({
  colours: true,
  bold: (text) => styleText('bold', text),
  underline: (text) => styleText('underline', text),
  dim: (text) => styleText('dim', text),
  accent: (text) => styleText('cyan', text),
  link: createSupportsHyperlinks(stream) ? clickable : undefined,
});

/** Colours and width of a stream; plain for pipes and under NO_COLOR. */
export const screenOf = (stream: NodeJS.WriteStream, now: Date): RenderOptions => ({
  style: stream.isTTY && stream.hasColors() ? colourStyle(stream) : plainStyle,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  now,
  width: stream.isTTY ? Math.max(MIN_WIDTH, Math.min(stream.columns, MAX_WIDTH)) : PIPE_WIDTH,
});
