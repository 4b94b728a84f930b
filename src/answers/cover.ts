import type { SearchIndex } from '../search/build-index.ts';
import type { Entry } from '../search/entry.ts';
import type { Reply } from './reply.ts';
import { type Desk, named, placeNameOf, type Said, say } from './said.ts';

/** Whether an agreement covers a place, by the places that its sources name. */
export const coverReply = (index: SearchIndex, entry: Entry, id: string, desk: Desk): Reply => {
  const { agreement } = entry;
  const { areas } = agreement;
  const { answers } = desk.texts;
  const place = placeNameOf(desk, id);
  const name = named(agreement, desk);
  const note: readonly Said[] = areas.note ? [say(answers.sentence(areas.note), areas.sources)] : [];
  const list = (ids: readonly string[]): string => answers.list(ids.map((one) => placeNameOf(desk, one)));
  // What the sources say about this very place, "not among them" included.
  const facts = index
    .facts()
    .filter(
      (fact) =>
        fact.position === entry.position &&
        (fact.kind === 'term' || fact.kind === 'excluded') &&
        fact.has.has(`place:${id}`),
    );
  const terms = facts.flatMap((fact): readonly Said[] => {
    const found = fact.kind === 'term' ? agreement.terms[fact.at] : agreement.excluded[fact.at];
    return found ? [say(answers.sentence(found.text), found.sources)] : [];
  });
  if (areas.places.includes(id)) {
    return { known: true, said: [say(answers.coverYes(place, name), areas.sources), ...note] };
  }
  const inside = areas.places.filter((one) => index.inside.get(id)?.has(one));
  if (inside.length > 0) {
    return { known: true, said: [say(answers.coverPart(place, list(inside), name), areas.sources), ...note] };
  }
  const wider = areas.places.filter((one) => index.around.get(id)?.has(one));
  if (wider.length > 0) {
    return {
      known: true,
      said: [say(answers.coverWider(place, list(wider), name), areas.sources), ...terms, ...note],
    };
  }
  const listed = list(areas.places);
  const covers = areas.places.length > 0 ? [say(answers.covers(name, listed), areas.sources)] : [];
  const no = say(answers.coverNo(place, name), areas.sources);
  return terms.length > 0
    ? { known: true, said: [no, ...terms, ...note] }
    : { known: false, said: [no, ...covers, ...note] };
};
