import type { Agreement } from '../dataset/schema.ts';
import { distinct, headed, known, listReply, noteOf, type Reply, unknown } from './reply.ts';
import { roleLines } from './roles.ts';
import {
  type Desk,
  dateOf,
  dayWithWeekday,
  isDay,
  named,
  placeNameOf,
  type Said,
  say,
  timeText,
} from './said.ts';

/** One field of one agreement in words: what is known of it, or that it is not. */

/** When it took effect, with other accounts of it. */
export const startReply = (agreement: Agreement, desk: Desk): Reply => {
  const { effective } = agreement;
  const { answers } = desk.texts;
  if (!effective) {
    return unknown(
      say(answers.startUnknown(named(agreement, desk))),
      ...announcementReply(agreement, desk).said,
    );
  }
  const when = timeText(effective, desk);
  const others = (effective.alternatives ?? []).slice(0, 2).map((other) => {
    const time = other.local
      ? timeText(
          {
            local: other.local,
            zone: other.zone ?? effective.zone,
            precision: other.precision ?? (other.local.includes('T') ? 'minute' : 'day'),
          },
          desk,
        )
      : undefined;
    const text = [time, other.note].filter((part) => part !== undefined).join(': ');
    return say(answers.otherAccount(text), other.sources);
  });
  return known(
    say(answers.started(agreement.name, effective.of, when), effective.sources),
    ...noteOf(effective, desk),
    ...others,
  );
};

/** When, where and on what occasion it was made public. */
export const announcementReply = (agreement: Agreement, desk: Desk): Reply => {
  const { announced } = agreement;
  const { answers, dates } = desk.texts;
  const when = announced.between
    ? dates.between(...announced.between)
    : isDay(announced.date)
      ? dayWithWeekday(announced.date, desk)
      : dates.edtf(announced.date);
  const signed =
    announced.signed && announced.signed !== announced.date
      ? [say(answers.signed(dayWithWeekday(announced.signed, desk)), announced.sources)]
      : [];
  const others = (announced.alternatives ?? [])
    .slice(0, 2)
    .map(({ date, note, sources }) =>
      say(answers.otherAccount(note ? `${dates.edtf(date)}: ${note}` : dates.edtf(date)), sources),
    );
  return known(
    say(answers.announced(agreement.name, when), announced.sources),
    ...signed,
    ...noteOf(announced, desk),
    ...others,
  );
};

/** How and when it ended, as far as that is known. */
export const endReply = (agreement: Agreement, desk: Desk): Reply => {
  const { ended } = agreement;
  const { answers, dates, endings } = desk.texts;
  const others = (ended.alternatives ?? []).slice(0, 3).flatMap(({ date, note, sources }) => {
    const text = [date && dates.edtf(date), note].filter((part) => part).join(': ');
    return text ? [say(answers.otherAccount(text), sources)] : [];
  });
  if (ended.how === 'unknown') {
    return unknown(say(answers.endUnknown(named(agreement, desk))), ...noteOf(ended, desk), ...others);
  }
  const when = ended.between
    ? dates.between(...ended.between)
    : ended.date
      ? dates.edtf(ended.date)
      : undefined;
  const how = endings[ended.how];
  return known(
    say(
      when ? answers.ended(agreement.name, how, when) : answers.endedUndated(agreement.name, how),
      ended.sources,
    ),
    ...noteOf(ended, desk),
    ...others,
  );
};

const LENGTH = /\b(\d+|one|two|three|four|five|six|seven|eight|ten|twelve)[- ](hour|day|week|month)s?\b/i;

/** A length that its name or its terms give, where none is recorded by itself. */
const lengthTold = (agreement: Agreement, desk: Desk): readonly Said[] => {
  const { answers } = desk.texts;
  const [, number, unit] = LENGTH.exec(agreement.name) ?? [];
  const byName = number && unit ? `${number} ${unit}s` : undefined;
  const terms = agreement.terms.filter(({ text }) => LENGTH.test(text)).slice(0, 2);
  const lines = [
    ...(byName ? [say(answers.lengthByName(agreement.name, byName), agreement.announced.sources)] : []),
    ...terms.map(({ text, sources }) => say(answers.labelled(answers.labels.term, text), sources)),
  ];
  return lines.length > 0
    ? [...headed(agreement, desk, lines), ...endReply(agreement, desk).said.slice(0, 1)]
    : [];
};

/** How long it was meant to last; with `held` also when it began and ended, for how long it did last. */
export const durationReply = (agreement: Agreement, desk: Desk, held = false): Reply => {
  const { duration, effective, ended } = agreement;
  const { answers } = desk.texts;
  const lasted =
    held && effective && ended.how !== 'unknown'
      ? [...startReply(agreement, desk).said.slice(0, 1), ...endReply(agreement, desk).said.slice(0, 2)]
      : [];
  if (!duration) {
    const told = [...lasted, ...lengthTold(agreement, desk)];
    if (told.length > 0) return known(...told);
    return unknown(say(answers.durationUnknown(named(agreement, desk))), ...endReply(agreement, desk).said);
  }
  const others = (duration.alternatives ?? [])
    .slice(0, 2)
    .map(({ text, note, sources }) =>
      say(answers.otherAccount([text, note].filter((part) => part).join(': ')), sources),
    );
  return known(
    ...lasted,
    say(answers.duration(agreement.name, duration.text), duration.sources),
    ...noteOf(duration, desk),
    ...others,
  );
};

/** What was agreed: up to six terms. */
export const termsReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.terms,
    answers.labels.term,
    answers.noTerms(named(agreement, desk)),
    desk,
  );
};

/** How it was watched over; where nothing is known of that, its guarantors and observers. */
export const monitoringReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.monitoring,
    answers.labels.monitoring,
    answers.noMonitoring(named(agreement, desk)),
    desk,
    roleLines(agreement, ['guarantor', 'observer'], desk),
  );
};

/** What it provides for relief. */
export const humanitarianReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.humanitarian,
    answers.labels.humanitarian,
    answers.noHumanitarian(named(agreement, desk)),
    desk,
  );
};

/** Who or what it left out. */
export const excludedReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.excluded,
    answers.labels.excluded,
    answers.noExcluded(named(agreement, desk)),
    desk,
  );
};

/** What is known of its papers: whether they were published, and where. */
export const documentReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.documents ?? [],
    answers.labels.document,
    answers.noDocument(named(agreement, desk)),
    desk,
  );
};

/** What happened under it, up to six events, and how it ended. */
export const eventsReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers, dates } = desk.texts;
  const events = agreement.events
    .slice(0, 6)
    .map(({ date, text, sources }) => say(answers.event(dates.edtf(date), text), sources));
  if (events.length === 0) return endReply(agreement, desk);
  return known(...headed(agreement, desk, events), ...endReply(agreement, desk).said.slice(0, 2));
};

const placesText = (agreement: Agreement, desk: Desk): string =>
  desk.texts.answers.list(agreement.areas.places.map((id) => placeNameOf(desk, id)));

/** The places that it covers. */
export const whereReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  const { areas } = agreement;
  if (areas.places.length === 0)
    return unknown(say(answers.areasUnknown(named(agreement, desk))), ...noteOf(areas, desk));
  const text = areas.places.includes('syria')
    ? answers.coversWhole(named(agreement, desk))
    : answers.covers(named(agreement, desk), placesText(agreement, desk));
  return known(say(text, areas.sources), ...noteOf(areas, desk));
};

/** Whether it was for the whole country; if not, for which places. */
export const scopeReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  const { areas, scope } = agreement;
  const text =
    scope === 'nationwide'
      ? answers.nationwide(named(agreement, desk))
      : answers.notNationwide(named(agreement, desk), scope, placesText(agreement, desk));
  return known(say(text, areas.sources), ...noteOf(areas, desk));
};

type RelationType = Agreement['relations'][number]['type'];

/** By type of relation: whether the agreement that has it is later or earlier than the one that it names, or neither. */
const directionOf: Readonly<Record<RelationType, 'later' | 'earlier' | 'beside'>> = {
  extends: 'later',
  renews: 'later',
  reaffirms: 'later',
  follows: 'later',
  implements: 'later',
  supplements: 'beside',
  complements: 'beside',
  ends: 'later',
  precedes: 'earlier',
  relates: 'beside',
};

/** What the dataset links after it, or before it. */
export const linkedReply = (agreement: Agreement, direction: 'after' | 'before', desk: Desk): Reply => {
  const { dataset, texts } = desk;
  const lines: Said[] = [];
  const add = (relation: string, id: string): void => {
    const other = dataset.agreement.get(id);
    if (other)
      lines.push(
        say(texts.answers.related(relation, other.name, dateOf(other, desk)), other.announced.sources),
      );
  };
  for (const { type, agreement: id } of agreement.relations) {
    const own = directionOf[type];
    if ((direction === 'before' && own === 'later') || (direction === 'after' && own === 'earlier')) {
      add(texts.relations[type], id);
    }
  }
  for (const other of dataset.agreements) {
    for (const { type, agreement: id } of other.relations) {
      if (id !== agreement.id) continue;
      const its = directionOf[type];
      if ((direction === 'after' && its === 'later') || (direction === 'before' && its === 'earlier')) {
        add(texts.inverseRelations[type], other.id);
      }
    }
  }
  const end = direction === 'after' ? endReply(agreement, desk).said.slice(0, 2) : [];
  if (lines.length === 0) {
    const missing = direction === 'after' ? texts.answers.nothingAfter : texts.answers.nothingBefore;
    return unknown(say(missing(named(agreement, desk))), ...end);
  }
  return known(...headed(agreement, desk, distinct(lines)), ...end);
};

/** Where whether it was agreed at all is contested, that has to be said with it. */
const disputedLine = (agreement: Agreement, desk: Desk): readonly Said[] =>
  agreement.disputed ? [say(desk.texts.card.disputed, agreement.announced.sources)] : [];

/** What is known of an agreement in short, where nothing better is near: its date, first terms and end. */
export const outlineReply = (agreement: Agreement, desk: Desk): Reply =>
  known(
    ...announcementReply(agreement, desk).said.slice(0, 1),
    ...disputedLine(agreement, desk),
    ...agreement.terms
      .slice(0, 2)
      .map(({ text, sources }, at) =>
        say(
          at === 0
            ? desk.texts.answers.labelled(desk.texts.answers.labels.term, text)
            : desk.texts.answers.sentence(text),
          sources,
        ),
      ),
    ...endReply(agreement, desk).said.slice(0, 2),
  );

/** What it is, when it was, and how it ended: two or three sentences. */
export const summaryReply = (agreement: Agreement, desk: Desk): Reply => {
  const start = agreement.effective ? startReply(agreement, desk).said.slice(0, 1) : [];
  const principals = roleLines(agreement, ['signatory', 'agreed', 'declared', 'broker'], desk).slice(0, 2);
  return known(
    ...announcementReply(agreement, desk).said.slice(0, 1),
    ...disputedLine(agreement, desk),
    ...start,
    ...principals,
    ...endReply(agreement, desk).said.slice(0, 1),
  );
};
