import { answerPress } from '../../src/cards/press.ts';
import {
  type Command,
  customId,
  defineCommand,
  defineGroup,
  defineMessageCommand,
  defineSubcommand,
  type MessageReply,
} from '../../src/command.ts';
import type { Commands } from '../../src/dispatch.ts';
import {
  button,
  container,
  fileComponent,
  gallery,
  linkButton,
  type MessageBody,
  row,
  section,
  selectMenu,
  separator,
  textDisplay,
} from '../../src/message/build.ts';

/** Commands that use every part of a message and every kind of answer, for tests of the preview. */

/** A picture of 4 by 2 pixels. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEklEQVR4nGNwWLcBjhiQOQ7rNgAAgUgMMbzPHQIAAAAASUVORK5CYII=',
  'base64',
);

/** What a dataset could hold to attack a page. */
export const evil = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>';

const places = ['Aleppo', 'Aleppo city', 'Daraa', 'Eastern Ghouta'];

const card = (place: string, page: number): MessageBody => ({
  components: [
    container(
      [
        section(
          [`### Truce in ${place}`, '-# local ceasefire'],
          button('Map', customId('ceasefire', 'map', place)),
        ),
        textDisplay(
          '**Took effect** <t:1499590800:F> (<t:1499590800:R>)\n- one\n  - two\n\nDaraa (درعا), as [the UN](https://un.org/) says\n-# after [Reuters](https://reuters.com/), 2017',
        ),
        separator(),
        row([
          button('Next', customId('ceasefire', 'page', place, String(page + 1)), { style: 'primary' }),
          linkButton('Source', 'https://un.org/'),
        ]),
        row([
          selectMenu(
            customId('ceasefire', 'open'),
            'Open another place',
            places.map((name) => ({ label: name, value: name, description: `Truces in ${name}` })),
          ),
        ]),
        textDisplay(`Page ${page}`),
      ],
      0x9a5b4f,
    ),
  ],
});

const message = (body: MessageBody, more: Partial<MessageReply> = {}): MessageReply => ({
  kind: 'message',
  body,
  ...more,
});

const said = (text: string): MessageBody => ({ components: [container([textDisplay(text)])] });

const ceasefire = defineCommand({
  name: 'ceasefire',
  description: 'Find a truce',
  options: {
    query: {
      type: 'string',
      description: 'A place',
      required: true,
      suggest: (typed) =>
        places
          .filter((place) => place.toLowerCase().startsWith(typed.toLowerCase()))
          .map((place) => ({ name: `${place} (place)`, value: place })),
    },
    year: { type: 'integer', description: 'A year', min: 2011, max: 2030 },
  },
  run: ({ query, year }) => message(card(year === undefined ? query : `${query} in ${year}`, 1)),
  actions: {
    page: (press) => {
      const [place = '', page] = press.args;
      return answerPress(press, card(place, Number(page)));
    },
    open: ({ values: [place = ''] }) => ({ kind: 'update', body: card(place, 1) }),
    map: () => ({
      ...message({
        components: [
          gallery([{ url: 'attachment://map.png', alt: 'Map of the place' }]),
          fileComponent('attachment://list.csv'),
        ],
      }),
      private: true,
      files: [
        { name: 'map.png', data: png },
        { name: 'list.csv', data: Buffer.from('a,b\n') },
      ],
    }),
  },
});

const parties = defineCommand({
  name: 'parties',
  description: 'Markup everywhere',
  options: { query: { type: 'string', description: 'Anything' } },
  run: ({ query }) =>
    message({
      components: [
        container([
          textDisplay(`# ${evil}\n\`${evil}\` ${query ?? ''}`),
          row([button(evil.slice(0, 80), customId('parties', 'again'))]),
          row([
            selectMenu(customId('parties', 'menu'), evil, [{ label: evil, value: 'x', description: evil }]),
          ]),
        ]),
      ],
    }),
  actions: { again: () => message(said('again')), menu: () => message(said('menu')) },
});

const choose = defineCommand({
  name: 'choose',
  description: 'Menus of every kind',
  options: {},
  run: () =>
    message({
      components: [
        textDisplay('||hidden||'),
        row([
          {
            ...selectMenu(
              customId('choose', 'chosen', 'several'),
              'Choose some',
              places.map((name) => ({ label: name, value: name })),
            ),
            min_values: 2,
            max_values: 3,
          },
        ]),
        row([{ type: 8, custom_id: customId('choose', 'chosen', 'channel'), channel_types: [5] }]),
      ],
    }),
  actions: {
    chosen: ({ args, values }) => message(said(`${args.join()}: ${values.join(' and ')}`)),
  },
});

const slow = defineCommand({
  name: 'slow',
  description: 'Thinks longer than Discord waits',
  private: true,
  options: {},
  run: async () => {
    await new Promise((resolve) => setTimeout(resolve, 1800));
    return message(said('At last'), { private: true });
  },
});

const broken = defineCommand({
  name: 'broken',
  description: 'Fails',
  options: {},
  run: () => {
    throw new Error('as it should');
  },
});

const reminders = defineGroup({
  name: 'reminders',
  description: 'Reminders',
  serverOnly: true,
  memberPermissions: 32n,
  subcommands: {
    add: defineSubcommand({
      description: 'Add a reminder',
      options: {
        channel: { type: 'channel', description: 'Where', required: true, channelTypes: [0, 5] },
        role: { type: 'role', description: 'Whom to mention' },
        anniversaries: { type: 'boolean', description: 'Anniversaries too' },
      },
      run: ({ channel, role, anniversaries }) =>
        message(
          {
            components: [
              textDisplay(
                `Added in <#${channel.id}> for ${role ? `<@&${role}>` : 'nobody'}, ${String(anniversaries)}`,
              ),
              row([button('Change the time', customId('reminders', 'time'))]),
            ],
          },
          { private: true },
        ),
    }),
    list: defineSubcommand({
      description: 'List the reminders',
      options: {},
      run: () => message(said('None')),
    }),
  },
  actions: {
    time: () => ({
      kind: 'modal',
      modal: {
        custom_id: customId('reminders', 'timed'),
        title: 'At what time?',
        components: [
          {
            type: 18,
            label: 'Time',
            description: 'Such as 09:00',
            component: { type: 4, custom_id: 'time', style: 1, min_length: 5, max_length: 5 },
          },
        ],
      },
    }),
    timed: ({ fields }) => ({ kind: 'update', body: said(`Reminds at ${fields.time}`) }),
  },
});

const find = defineMessageCommand({
  name: 'Find agreements',
  private: true,
  run: ({ content }) => message(said(`Read: ${content}`), { private: true }),
});

const all: readonly Command[] = [ceasefire, parties, choose, slow, broken, reminders, find];

export const testCommands: Commands = new Map(all.map((command) => [command.name, command]));
