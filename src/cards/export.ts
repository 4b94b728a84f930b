import type { Dataset } from '../dataset/load.ts';
import type { Agreement } from '../dataset/schema.ts';
import { effectiveInstant } from '../dataset/time.ts';
import type { Attachment } from '../message/build.ts';

/** Agreements as files to take away. */

const columns = [
  'id',
  'name',
  'class',
  'laterality',
  'form',
  'scope',
  'announced',
  'effective_local',
  'effective_zone',
  'effective_precision',
  'effective_utc',
  'ended',
  'how_ended',
  'parties',
  'places',
  'sources',
] as const;

// Spreadsheets run a cell that begins with one of these as a formula.
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** One cell after RFC 4180. */
const cell = (text: string): string => {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const span = (date: string | null, between: readonly string[] | undefined): string =>
  between ? between.join('/') : (date ?? '');

/** The addresses behind the dates and the parties. */
const addresses = (
  dataset: Dataset,
  { announced, effective, ended, parties }: Agreement,
): readonly string[] => {
  const ids = [announced, ended, ...(effective ? [effective] : []), ...parties].flatMap(
    ({ sources }) => sources,
  );
  return [...new Set(ids)].flatMap((id) => dataset.sources.get(id)?.url ?? []);
};

const record = (dataset: Dataset, agreement: Agreement): readonly string[] => {
  const { effective, ended } = agreement;
  return [
    agreement.id,
    agreement.name,
    agreement.class,
    agreement.laterality,
    agreement.form,
    agreement.scope,
    span(agreement.announced.date, agreement.announced.between),
    effective?.local ?? '',
    effective?.zone ?? '',
    effective?.precision ?? '',
    (effective && effectiveInstant(effective)?.toISOString()) ?? '',
    span(ended.date, ended.between),
    ended.how,
    agreement.parties
      .map(({ party, role }) => `${dataset.parties.get(party)?.name ?? party} (${role})`)
      .join('; '),
    agreement.areas.places.map((id) => dataset.places.get(id)?.name ?? id).join('; '),
    addresses(dataset, agreement).join(' '),
  ];
};

/** A table, one agreement a line: UTF-8 with a byte-order mark, so that spreadsheets show Arabic. */
export const csvFile = (dataset: Dataset, agreements: readonly Agreement[]): Attachment => {
  const lines = [columns, ...agreements.map((agreement) => record(dataset, agreement))];
  const text = `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
  return { name: 'agreements.csv', data: new TextEncoder().encode(text) };
};

const sourceIds = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(sourceIds);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'sources' && Array.isArray(child)
      ? child.filter((id) => typeof id === 'string')
      : sourceIds(child),
  );
};

/** The whole records with their sources, and what the dataset is. */
export const jsonFile = (dataset: Dataset, agreements: readonly Agreement[]): Attachment => {
  const used = [...new Set(agreements.flatMap(sourceIds))].sort();
  const content = {
    dataset: dataset.info,
    agreements: agreements.map(({ $schema: _, ...agreement }) => agreement),
    sources: used.flatMap((id) => dataset.sources.get(id) ?? []),
  };
  return { name: 'agreements.json', data: new TextEncoder().encode(JSON.stringify(content, null, 2)) };
};
