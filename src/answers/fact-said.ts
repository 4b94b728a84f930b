import type { Agreement } from '../dataset/schema.ts';
import type { Fact } from '../search/facts.ts';
import { announcementReply, durationReply, endReply, startReply } from './replies.ts';
import { headed, known, noteOf, type PlainFact, type Reply } from './reply.ts';
import { type Desk, partyNameOf, type Said, say } from './said.ts';

/** Single facts in words. */

/** A fact that the words of a question led to. */
const factSaid = (agreement: Agreement, fact: Fact, desk: Desk): readonly Said[] => {
  const { answers, dates } = desk.texts;
  const plain = (label: string, found: PlainFact | undefined): readonly Said[] =>
    found ? [say(answers.labelled(label, found.text), found.sources), ...noteOf(found, desk)] : [];
  const note = (
    label: string,
    found: { note?: string | undefined; sources: readonly string[] } | null | undefined,
  ) => (found?.note ? [say(answers.labelled(label, found.note), found.sources)] : []);
  const { at } = fact;
  switch (fact.kind) {
    case 'announcement':
      return announcementReply(agreement, desk).said.slice(0, 2);
    case 'start':
      return startReply(agreement, desk).said.slice(0, 2);
    case 'end':
      return endReply(agreement, desk).said.slice(0, 2);
    case 'duration':
      return durationReply(agreement, desk).said;
    case 'party': {
      const party = agreement.parties[at];
      return party?.note
        ? [say(answers.partyNote(partyNameOf(desk, party.party), party.note), party.sources)]
        : [];
    }
    case 'person': {
      const person = agreement.people?.[at];
      return person
        ? [
            say(answers.people(person.did, [answers.person(person.name, person.office)]), person.sources),
            ...noteOf(person, desk),
          ]
        : [];
    }
    case 'areas':
      return note(answers.labels.areas, agreement.areas);
    case 'excluded':
      return plain(answers.labels.excluded, agreement.excluded[at]);
    case 'term':
      return plain(answers.labels.term, agreement.terms[at]);
    case 'monitoring':
      return plain(answers.labels.monitoring, agreement.monitoring[at]);
    case 'humanitarian':
      return plain(answers.labels.humanitarian, agreement.humanitarian[at]);
    case 'document':
      return plain(answers.labels.document, agreement.documents?.[at]);
    case 'error':
      return plain(answers.labels.error, agreement.publishedErrors?.[at]);
    case 'event': {
      const event = agreement.events[at];
      return event
        ? [say(answers.event(dates.edtf(event.date), event.text), event.sources), ...noteOf(event, desk)]
        : [];
    }
    case 'statement': {
      const statement = agreement.statements?.[at];
      return statement
        ? [
            say(
              answers.statement(statement.by, statement.date && dates.edtf(statement.date), statement.text),
              statement.sources,
            ),
            ...noteOf(statement, desk),
          ]
        : [];
    }
    case 'figure': {
      const figure = agreement.figures?.[at];
      if (!figure) return [];
      const text = answers.figure(figure.what, figure.value, figure.by, figure.period, figure.text);
      return [say(text, figure.sources)];
    }
  }
};

/** Facts that words led to, under the agreement's name. */
export const factsReply = (agreement: Agreement, facts: readonly Fact[], desk: Desk): Reply =>
  known(
    ...headed(
      agreement,
      desk,
      facts.flatMap((fact) => factSaid(agreement, fact, desk)),
    ),
  );
