import type { CommandDefinition, OptionDefinition, SentMessage } from './wire.ts';
import { applicationId, channels, placeOf, roles, type ViewAs, you } from './world.ts';

/** The interaction JSON that Discord would send for what is typed, chosen or pressed on the page. */

export type Value = string | number | boolean;

/** A command with what its options hold, in the order of typing. */
export type Typed = {
  readonly command: CommandDefinition;
  readonly subcommand: OptionDefinition | undefined;
  readonly values: ReadonlyMap<string, Value>;
};

/** Asks as `viewAs`; `id` must be new for each interaction. */
export type Envelope = { readonly id: string; readonly viewAs: ViewAs; readonly locale: string };

const envelope = ({ id, viewAs, locale }: Envelope) => ({
  id,
  application_id: applicationId,
  token: `preview-${id}`,
  version: 1,
  locale,
  ...placeOf(viewAs),
});

const SUBCOMMAND = 1;
const CHANNEL = 7;
const ROLE = 8;

/** The options that a command takes as it is typed: those of the subcommand where there is one. */
export const optionsOf = ({
  command,
  subcommand,
}: Pick<Typed, 'command' | 'subcommand'>): readonly OptionDefinition[] =>
  (subcommand ?? command).options ?? [];

const resolvedOf = (values: readonly { readonly type: number; readonly value: Value }[]) => {
  const chosen = (type: number) => values.filter((value) => value.type === type).map(({ value }) => value);
  const chosenChannels = channels.filter(({ id }) => chosen(CHANNEL).includes(id));
  const chosenRoles = roles.filter(({ id }) => chosen(ROLE).includes(id));
  if (chosenChannels.length === 0 && chosenRoles.length === 0) return {};
  return {
    resolved: {
      channels: Object.fromEntries(
        chosenChannels.map(({ id, name, type, appPermissions }) => [
          id,
          { id, name, type, permissions: appPermissions, app_permissions: appPermissions },
        ]),
      ),
      roles: Object.fromEntries(chosenRoles.map(({ id, name }) => [id, { id, name }])),
    },
  };
};

const commandData = (typed: Typed, focused?: string) => {
  const options = optionsOf(typed).flatMap(({ name, type }) => {
    const value = typed.values.get(name);
    return value === undefined ? [] : [{ name, type, value, ...(name === focused ? { focused: true } : {}) }];
  });
  return {
    id: applicationId,
    name: typed.command.name,
    type: 1,
    options: typed.subcommand ? [{ name: typed.subcommand.name, type: SUBCOMMAND, options }] : options,
    ...resolvedOf(options),
  };
};

export const commandInteraction = (from: Envelope, typed: Typed) => ({
  ...envelope(from),
  type: 2,
  data: commandData(typed),
});

/** Asks for suggestions for the option `focused`. */
export const autocompleteInteraction = (from: Envelope, typed: Typed, focused: string) => ({
  ...envelope(from),
  type: 4,
  data: commandData(typed, focused),
});

/** A message command used on a message that somebody typed. */
export const messageCommandInteraction = (
  from: Envelope,
  command: CommandDefinition,
  message: { readonly id: string; readonly content: string },
) => ({
  ...envelope(from),
  type: 2,
  data: {
    id: applicationId,
    name: command.name,
    type: 3,
    target_id: message.id,
    resolved: { messages: { [message.id]: { ...message, author: { id: you.id, username: 'you' } } } },
  },
});

/** The message whose button or menu is used. */
export type PressedMessage = { readonly id: string; readonly body: SentMessage };

const messageData = ({ id, body }: PressedMessage) => ({
  id,
  type: 20,
  author: { id: applicationId, username: 'Hudna', bot: true },
  flags: body.flags ?? 0,
  components: body.components ?? [],
  interaction_metadata: { id, type: 2, user: { id: you.id } },
});

const posted = ({ interaction_metadata: _, ...message }: ReturnType<typeof messageData>) => message;

/** A press of a button, or a choice in a menu with its values. `answersYou` is false for a post such as a reminder. */
export const pressInteraction = (
  from: Envelope,
  message: PressedMessage & { readonly answersYou: boolean },
  press: { readonly customId: string; readonly componentType: number; readonly values: readonly string[] },
) => ({
  ...envelope(from),
  type: 3,
  message: message.answersYou ? messageData(message) : posted(messageData(message)),
  data: {
    custom_id: press.customId,
    component_type: press.componentType,
    ...(press.values.length > 0 ? { values: press.values } : {}),
    ...(press.componentType === MENU_OF_CHANNELS || press.componentType === MENU_OF_ROLES
      ? resolvedOf(
          press.values.map((value) => ({
            type: press.componentType === MENU_OF_ROLES ? ROLE : CHANNEL,
            value,
          })),
        )
      : {}),
  },
});

const MENU_OF_ROLES = 6;
const MENU_OF_CHANNELS = 8;

/** A form that was sent. `message` is the message whose button opened it; absent where a command did. */
export const modalInteraction = (
  from: Envelope,
  customId: string,
  components: readonly object[],
  message: (PressedMessage & { readonly answersYou: boolean }) | undefined,
) => ({
  ...envelope(from),
  type: 5,
  ...(message ? { message: message.answersYou ? messageData(message) : posted(messageData(message)) } : {}),
  data: { custom_id: customId, components },
});
