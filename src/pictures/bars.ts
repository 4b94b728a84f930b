import { tzOffset } from '@date-fns/tz';
import { possibleEnd } from '../dataset/in-force.ts';
import type { Agreement, Effective, Ending } from '../dataset/schema.ts';
import {
  announcedDays,
  DAMASCUS,
  type Days,
  daysOf,
  effectiveDays,
  effectiveInstant,
} from '../dataset/time.ts';
import type { PictureTexts } from '../texts/en/pictures.ts';

/** What an agreement's bar on the timeline says. Times are wall-clock times of Damascus, as milliseconds of UTC. */

/** A run of time; a point where both are the same. */
export type Span = { readonly from: number; readonly to: number };

export type Bar = {
  readonly id: string;
  readonly name: string;
  readonly how: Ending;
  /** Within this it began; where only the announcement is known, within this it was announced. */
  readonly start: Span;
  /** No start is known: the bar stands at its announcement. */
  readonly onlyAnnounced: boolean;
  /** When it was announced. */
  readonly announced: Span;
  /** Within this it ended; null where no end is known. */
  readonly end: Span | null;
  /** Older than the war: may lie off the axis. */
  readonly background: boolean;
  /** In words: start, and end where one is known. */
  readonly words: { readonly start: string; readonly end: string | null };
  /** What stands beside the bar: the first that has room. `exact` begins with the hour of the start. */
  readonly labels: { readonly exact: readonly string[]; readonly plain: readonly string[] };
};

const at = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);

const spanOf = ({ from, to }: Days): Span => ({ from: at(from), to: at(to) });

const hull = (spans: readonly Span[]): Span => ({
  from: Math.min(...spans.map(({ from }) => from)),
  to: Math.max(...spans.map(({ to }) => to)),
});

const startOf = (effective: Effective): Span => {
  const instant = effectiveInstant(effective);
  const wallClock = instant && instant.getTime() + tzOffset(DAMASCUS, instant) * 60_000;
  const own = wallClock === null ? spanOf(effectiveDays(effective)) : { from: wallClock, to: wallClock };
  const others = (effective.alternatives ?? []).flatMap(({ local }) =>
    local === undefined
      ? []
      : [
          local.length > 10
            ? { from: Date.parse(`${local}Z`), to: Date.parse(`${local}Z`) }
            : spanOf(daysOf(local)),
        ],
  );
  return hull([own, ...others]);
};

/** The bar of an agreement. */
export const barOf = (agreement: Agreement, texts: PictureTexts): Bar => {
  const { effective, ended, announced } = agreement;
  const announcedSpan = hull(announcedDays(agreement).map(spanOf));
  const endDays = possibleEnd(agreement);
  const started = effective ? startOf(effective) : announcedSpan;
  const end = endDays && spanOf(endDays);
  const announcedText = announced.between ? texts.between(...announced.between) : texts.date(announced.date);
  const bareStart = effective ? texts.date(effective.local.slice(0, 10)) : announcedText;
  const start = effective ? bareStart : texts.timeline.announced(announcedText);
  const hasClock = effective !== null && effectiveInstant(effective) !== null;
  const exactStart = hasClock ? texts.dayAndClock(effective.local) : start;
  const endText = ended.between
    ? texts.between(...ended.between)
    : ended.date
      ? texts.date(ended.date)
      : null;
  const { run, shortRun } = texts.timeline;
  const plain = [run(start, endText, ended.how), shortRun(start, endText), shortRun(bareStart, endText)];
  return {
    id: agreement.id,
    name: agreement.name,
    how: ended.how,
    start: started,
    onlyAnnounced: effective === null,
    announced: announcedSpan,
    // An account of the end that lies before the start is no place to draw to.
    end: end && end.to > started.from ? end : end && { from: started.from, to: started.from },
    background: agreement.background === true,
    words: { start, end: endText },
    labels: { exact: [run(exactStart, endText, ended.how), ...plain], plain },
  };
};
