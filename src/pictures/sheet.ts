import type { Fonts } from './fonts.ts';
import { type Box, type Line, line, lineBox } from './svg.ts';

/** What a picture needs to be drawn besides its scene: how wide texts are. */
export type Drawing = { readonly fonts: Fonts };

/** A picture as SVG, with what is needed to show it and to check it. */
export type Drawn = {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** The box of every text in the picture. */
  readonly texts: readonly Box[];
};

/** Collects what is drawn, from back to front, and the box of each text. */
export type Sheet = {
  readonly draw: (svg: string) => void;
  readonly write: (text: string, at: Line) => void;
  /** Text in lines of at most `width` from `at` downwards, at most `most` of them; gives the last baseline. */
  readonly writeLines: (
    text: string,
    at: Line,
    room: { readonly width: number; readonly most: number; readonly leading: number },
  ) => number;
  readonly svg: () => string;
  readonly texts: readonly Box[];
};

export const sheet = (fonts: Fonts): Sheet => {
  const parts: string[] = [];
  const texts: Box[] = [];
  const write: Sheet['write'] = (text, at) => {
    texts.push(lineBox(fonts.width(text, at.size, at.weight), at));
    parts.push(line(text, at));
  };
  return {
    draw: (svg) => {
      parts.push(svg);
    },
    write,
    writeLines: (text, at, { width, most, leading }) => {
      const all = fonts.wrap(text, width, at.size, at.weight);
      const rest = all.slice(most - 1).join(' ');
      const lines =
        all.length > most ? [...all.slice(0, most - 1), fonts.fit(rest, width, at.size, at.weight)] : all;
      lines.forEach((each, i) => {
        write(each, { ...at, y: at.y + i * leading });
      });
      return at.y + (lines.length - 1) * leading;
    },
    svg: () => parts.join(''),
    texts,
  };
};
