/** What the preview page says, and what the terminal says of it. Read by browsers: it imports nothing. */

const plural = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en-GB');

const count = (n: number, one: string, other: string): string =>
  `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`;

export const preview = {
  title: (line: string) => `${line} · Hudna preview`,
  /** The fixed texts of the page, by the names in its HTML. */
  page: {
    title: 'Hudna preview',
    skip: 'Skip to the message box',
    commands: 'Commands',
    what: 'Local preview of Hudna: what Discord would show',
    theme: 'Theme',
    side: 'About this preview',
    askAs: 'Ask as',
    manager: 'Server manager',
    member: 'Server member',
    direct: 'Direct message',
    onDiscord: 'On Discord',
    connect:
      'This page runs on your machine, with the same commands and data as the bot. To connect a bot, put its token into the file .env and start again; the README tells how.',
    offline: 'The preview does not answer. The page reconnects by itself once it runs again.',
    log: 'Messages in #ceasefires',
    welcome: 'Ask about the ceasefire agreements of the Syrian war',
    begin:
      'Every answer comes from a sourced dataset and names its sources. Type / for the commands, or begin with one of these:',
    composer: 'Message or command',
    placeholder: 'Type / for a command',
    suggestions: 'Suggestions',
    send: 'Send',
    menu: 'Menu',
    done: 'Done',
    json: 'JSON',
    close: 'Close',
    form: 'Form',
    cancel: 'Cancel',
    submit: 'Submit',
    picture: 'Picture',
  },
  bot: 'Hudna',
  badge: 'App',
  examples: ['/ceasefire aleppo', '/parties 2017-07', '/ask when did the southern truce start?'],
  spoiler: 'Hidden text. Press to show it.',
  commands: {
    restricted: 'Needs the permission Manage Server',
  },
  composer: {
    hint: 'Enter sends, Tab completes, the arrow up brings the last command back.',
    commandList: 'Commands',
    suggestions: (option: string) => `Suggestions for ${option}`,
    addLabel: (option: string, description: string) => `Add the option ${option}: ${description}`,
    required: 'required',
    optional: 'optional',
    missing: (option: string) => `The option “${option}” is missing.`,
    unreadable: (option: string) => `The option “${option}” cannot be read. Pick one of the suggestions.`,
    notANumber: (option: string) => `The option “${option}” takes a whole number.`,
    tooLong: (option: string, max: number) =>
      `The option “${option}” takes at most ${number.format(max)} characters.`,
    outOfRange: (option: string, min: number | undefined, max: number | undefined) =>
      `The option “${option}” takes a number${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` up to ${max}`}.`,
    unknown: (line: string) => `There is no command “${line}”. Pick one of the list.`,
    noOptions: 'This command takes no options. Press Enter to send it.',
    found: (n: number) => count(n, 'suggestion', 'suggestions'),
    foundCommands: (n: number) => count(n, 'command', 'commands'),
    none: 'No suggestions. What you typed is sent as it is.',
    leave: (name: string) => `Leave /${name}`,
    prefilled: 'Filled in from a link. Press Enter to send it.',
    yes: 'True',
    no: 'False',
  },
  message: {
    used: 'used',
    you: 'You',
    pressed: (label: string) => `pressed ${label}`,
    chose: (label: string) => `chose ${label}`,
    sentForm: (title: string) => `sent the form “${title}”`,
    usedOnMessage: (name: string) => `used “${name}” on a message`,
    posted: (channel: string) => `posted in #${channel}`,
    thinking: 'Hudna is thinking …',
    failed: 'The bot did not answer. The terminal in which the preview runs says why.',
    unreachable: 'The preview does not answer. Is it still running in its terminal?',
    refused: (status: number, text: string) => `The preview refused this (${status}): ${text}`,
    private: 'Only you can see this',
    dismiss: 'Dismiss message',
    json: 'JSON',
    jsonLabel: 'Show the JSON of this message',
    apps: 'Apps',
    appsLabel: 'Apps: use a command on this message',
    notRead: 'Hudna does not read plain messages. Use the menu Apps of the message, or type / for a command.',
    unsupported: (type: number) => `The preview cannot draw components of type ${type} yet; Discord can.`,
    missingFile: (name: string) => `The file ${name} is not part of this message.`,
    noAlt: 'Picture without a description',
    enlarge: (description: string) => `Enlarge: ${description}`,
    limits: (components: number, maxComponents: number, characters: number, maxCharacters: number) =>
      `${components} of ${maxComponents} components · ${number.format(characters)} of ${number.format(maxCharacters)} characters`,
    arrived: (line: string) => `Hudna answered ${line}`,
    arrivedPost: (channel: string) => `Hudna posted in #${channel}`,
    changed: 'The message was changed',
    dismissed: 'Message dismissed',
  },
  menu: {
    placeholder: 'Make a selection',
    range: (min: number, max: number) =>
      min === max ? `Choose ${number.format(min)}` : `Choose ${number.format(min)} to ${number.format(max)}`,
  },
  modal: {
    required: 'required',
    nothing: 'Nothing chosen',
  },
  drawer: {
    message: 'The message, as it would have gone to Discord',
    interaction: 'The interaction, as Discord would have sent it',
    components: 'Components',
    characters: 'Characters',
    meter: (value: number, max: number) => `${number.format(value)} of ${number.format(max)}`,
    breaches: 'Discord would refuse this message:',
    copy: 'Copy',
    copied: 'Copied',
  },
  theme: { dark: 'Dark', light: 'Light', toDark: 'Use dark colours', toLight: 'Use light colours' },
  terminal: {
    ready: (url: string, onlyHere: boolean) =>
      [
        '',
        `  Hudna's local preview: ${url}`,
        '  It behaves as Discord does, with the same commands.',
        onlyHere
          ? '  Only this machine can reach it.'
          : '  Other machines can reach it (HOST), and it has no login: use it in networks you trust.',
        '',
        '  To connect a bot to Discord, put its token into .env (DISCORD_TOKEN=...) and start again:',
        '  README, "Invite the bot". Ctrl-C stops the preview.',
        '',
        '',
      ].join('\n'),
    portInUse: (port: number) =>
      `Port ${port} is in use by another program. Set another one, for example PORT=${port + 1}.`,
  },
};
