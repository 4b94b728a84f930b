import { describe, expect, test } from 'vitest';
import { find } from '../../src/search/find.ts';
import { startAsking } from './asking.ts';

const { dataset, context } = await startAsking();

const shared = new Set<string>();
const owners = new Map<string, Set<string>>();
for (const { id, name, aliases } of dataset.agreements)
  for (const alias of [name, ...aliases.en, ...aliases.ar, ...aliases.ru]) {
    const key = alias.toLowerCase();
    owners.set(key, (owners.get(key) ?? new Set()).add(id));
  }
for (const [alias, ids] of owners) if (ids.size > 1) shared.add(alias);

describe('every record is found by each of its names', () => {
  test.each(dataset.agreements.map((agreement) => [agreement.id, agreement] as const))(
    '%s',
    (id, agreement) => {
      const { name, aliases } = agreement;
      for (const alias of [id, name, ...aliases.en, ...aliases.ar, ...aliases.ru]) {
        const { matches } = find(context.index, alias, { today: '2026-11-24' });
        const place = matches.findIndex((match) => match.id === id);
        // An alias that records share brings all of them; the others bring their record first.
        if (shared.has(alias.toLowerCase())) expect([alias, place >= 0]).toEqual([alias, true]);
        else expect([alias, place, matches[0]?.id]).toEqual([alias, 0, id]);
      }
    },
  );
});
