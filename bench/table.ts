/** Figures as a table in markdown, as the README shows them. */

export type Figure = {
  readonly what: string;
  readonly hudna: number;
  readonly bare: number;
  readonly unit: string;
  readonly digits: number;
  /** The ratio that must not be passed. */
  readonly limit?: number;
};

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => percentile(values, 0.5);

const ratio = ({ hudna, bare }: Figure): number => hudna / bare;

export const kept = (figure: Figure): boolean => figure.limit === undefined || ratio(figure) <= figure.limit;

export const markdownTable = (figures: readonly Figure[]): string =>
  [
    '| | Hudna | bare discord.js bot | ratio | target |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...figures.map((figure) => {
      const number = (value: number): string =>
        `${value.toLocaleString('en-GB', { maximumFractionDigits: figure.digits, minimumFractionDigits: figure.digits })} ${figure.unit}`;
      const target = figure.limit === undefined ? '' : `≤ ${figure.limit}${kept(figure) ? '' : ' (missed)'}`;
      return `| ${figure.what} | ${number(figure.hudna)} | ${number(figure.bare)} | ${ratio(figure).toFixed(2)} | ${target} |`;
    }),
  ].join('\n');
