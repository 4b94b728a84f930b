const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** `<t:…>`: a time that Discord shows in the reader's own zone. */
const timestamp = (ms: number, style: 'F' | 'R'): string => `<t:${Math.floor(ms / 1000)}:${style}>`;

const joined = (parts: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(parts);

const leadNames = { start: 'at the start', 'day before': 'a day before', 'week before': 'a week before' };

type Lead = keyof typeof leadNames;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What reminders and the command `/reminders` say. */
export const reminders = {
  startsNow: 'Starts now',
  startsToday: 'Starts today',
  startsAtSunset: 'Starts today at sunset',
  startsInADay: 'Starts tomorrow',
  startsInADayAt: (instant: number): string => `Starts in a day, ${timestamp(instant, 'F')}`,
  startsInAWeek: (day: string): string => `Starts in a week, on ${day}`,
  startsInAWeekAt: (instant: number): string => `Starts in a week, ${timestamp(instant, 'F')}`,
  yearsSince: (years: number, day: string): string => `${count(years, 'year', 'years')} since ${day}`,
  announced: (when: string): string => `New in the dataset: starts ${when}`,
  moved: (before: string, after: string): string =>
    `The start has changed: it is ${after}, and was ${before}`,
  withdrawn: (before: string): string => `The start is no longer known: it was ${before}`,
  at: (instant: number): string => `${timestamp(instant, 'F')} (${timestamp(instant, 'R')})`,
  late: (due: number): string => `This reminder is late: it was due ${timestamp(due, 'F')}.`,
  several: (number: number): string => `${number} reminders`,
  openOne: 'Open the card of one',
  openCard: 'Open the card',

  everything: 'Everything',
  about: {
    place: (name: string): string => `Place: ${name}`,
    party: (name: string): string => `Party: ${name}`,
    agreement: (name: string): string => `Agreement: ${name}`,
    gone: (id: string): string => `${id} (no longer in the dataset)`,
  },
  /** Choices of the option "when". */
  when: (leads: readonly Lead[]): string =>
    leads.length === 0
      ? 'Not at starts, anniversaries only'
      : capital(joined(leads.map((lead) => leadNames[lead]))),
  anniversariesAt: (time: string, zone: string): string => `anniversaries at ${time} (${zone})`,
  daysAt: (time: string, zone: string): string =>
    `no anniversaries; ${time} (${zone}) where only the day is known`,
  zoneNow: (zone: string, clock: string): string => `${zone} (now ${clock})`,
  channel: (id: string): string => `<#${id}>`,
  mentions: (role: string): string => `mentions <@&${role}>`,

  subscribed: '### Reminders are on',
  alreadyThere: '### This channel has these reminders already',
  next: '**Next**',
  nothingNext:
    'Nothing comes up by what the dataset knows today. A start that is added to it later will be announced.',
  notListed: (more: number): string => `… and ${more} more`,
  moment: (at: number, what: string): string => `- ${timestamp(at, 'F')} (${timestamp(at, 'R')}): ${what}`,
  roleHint:
    'The role is notified only if anyone may mention it, or if Hudna has the permission “Mention @everyone, @here and All Roles” in that channel.',
  unseenPermissions: 'Discord did not say whether Hudna may post there. `/reminders test` shows it.',

  list: (number: number): string => `### ${count(number, 'subscription', 'subscriptions')} in this server`,
  none: 'This server has no reminders. `/reminders subscribe` adds some.',
  states: {
    active: 'active',
    asked: 'paused',
    'no access':
      'paused, as Discord refuses Hudna’s messages in the channel. Give Hudna the permissions View Channel and Send Messages there, then use `/reminders resume`',
    'no channel': 'stopped, as the channel is gone',
    removed: 'paused, as Hudna was removed from the server',
  },
  state: (text: string): string => `State: ${text}`,
  nextAt: (at: number): string => `next ${timestamp(at, 'R')}`,
  nothingPlanned: 'nothing comes up',
  lastOutcomes: {
    sent: (at: number): string => `last sent ${timestamp(at, 'R')}`,
    missed: (at: number): string => `last missed, more than a day late, noted ${timestamp(at, 'R')}`,
    failed: (at: number): string => `last could not be sent, ${timestamp(at, 'R')}`,
  },
  neverYet: 'nothing sent yet',

  preview: (number: number, total: number, at: number): string =>
    `-# Preview ${number} of ${total}: goes out ${timestamp(at, 'F')} (${timestamp(at, 'R')}).`,
  previewNext: 'The one after',
  previewBack: 'The one before',
  paused: (what: string): string => `Paused: ${what}. \`/reminders resume\` lets it run again.`,
  resumed: (what: string): string => `Running again: ${what}. What fell into the pause is not made up for.`,
  ended: (what: string): string => `Ended, and its record deleted: ${what}.`,
  testHeading: 'A test of the reminders, asked for just now',
  tested: (channel: string): string => `A test was posted in <#${channel}>.`,
  testFailed: {
    'no channel': 'The channel is gone. Use `/reminders unsubscribe` and subscribe another one.',
    'no access': (reason: string): string =>
      `Discord refused the message (${reason}). Give Hudna the permissions View Channel and Send Messages in that channel, then try again.`,
    other: (reason: string): string =>
      `The test could not be posted now (${reason}). Please try again in a moment.`,
  },
  calendar: (number: number): string =>
    `${count(number, 'date', 'dates')} of the next two years as a calendar file. It is a copy: later changes of the dataset do not reach it.`,
  calendarName: 'Hudna: start dates',
  calendarEmpty: 'Nothing comes up within the next two years.',
  forget: (number: number): string =>
    `This deletes all that is stored about this server: ${count(number, 'subscription', 'subscriptions')} and the record of what was sent. It cannot be undone.`,
  forgetYes: 'Delete everything',
  forgetNo: 'Keep it',
  forgotten: (number: number): string =>
    `Deleted: ${count(number, 'subscription', 'subscriptions')} and all else that was stored about this server.`,
  kept: 'Nothing was deleted.',
  unsubscribe: 'Unsubscribe',
  showPreview: 'Preview',

  here: 'this channel',
  elsewhere: (id: string): string => `another channel, …${id.slice(-4)}`,

  problems: {
    unavailable: 'Reminders need a server on Discord; here they are not available.',
    notMember: 'Hudna has to be a member of this server to post reminders. Ask an administrator to add it.',
    unknownAbout: (typed: string): string =>
      `Nothing in the dataset matches “${typed}”. Pick one of the suggestions: everything, a place, a party or one agreement.`,
    badWhen: 'Pick one of the choices of “when”.',
    nothingWanted: 'This would never remind of anything: choose a start or anniversaries, or both.',
    badTime: (typed: string): string => `“${typed}” is not a time. Write it like 09:00 or 18:30.`,
    badZone: (typed: string): string =>
      `“${typed}” is not a time zone. Write one like Asia/Damascus or Europe/Berlin, or pick a suggestion.`,
    missing: (permissions: readonly string[], channel: string): string =>
      `Hudna may not post in <#${channel}>: it lacks the ${permissions.length === 1 ? 'permission' : 'permissions'} ${joined(permissions)} there. Nothing was subscribed.`,
    tooMany: (most: number): string =>
      `This server has ${most} subscriptions, the most that one may have. End one with \`/reminders unsubscribe\` first.`,
    which: (number: number): string =>
      `This server has ${number} subscriptions. Pick one in the option “subscription”.`,
    unknownSubscription: 'This server has no such subscription. `/reminders list` shows those it has.',
    noChannel:
      'The channel of this subscription is gone. Use `/reminders unsubscribe`, then subscribe another channel.',
    nothingToShow: 'Nothing comes up by this subscription, so there is nothing to show.',
  },
  permissions: {
    view: 'View Channel',
    send: 'Send Messages',
    sendInThreads: 'Send Messages in Threads',
  },
};
