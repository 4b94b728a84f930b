import { Client, Events, GatewayIntentBits } from 'discord.js';
import { z } from 'zod';

/**
 * What Hudna is measured against: a bot on discord.js's client with its defaults, which answers every command
 * with the same embed.
 */

const { DISCORD_TOKEN, DISCORD_API_URL } = z
  .object({ DISCORD_TOKEN: z.string(), DISCORD_API_URL: z.string() })
  .parse(process.env);

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: DISCORD_API_URL },
  shards: 'auto',
});

const embed = {
  title: 'Aleppo extension of the cessation of hostilities',
  description: 'Announced 4 May 2016, took effect 4 May 2016, expired 12 May 2016.',
  fields: [
    { name: 'Parties', value: 'United States, Russia, Syrian government' },
    { name: 'Source', value: 'https://thehill.com/policy/national-security/278699' },
  ],
};

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply({ embeds: [embed] });
});

client.once(Events.ClientReady, async ({ application }) => {
  await application.commands.set([
    {
      name: 'ceasefire',
      description: 'An agreement',
      options: [{ type: 3, name: 'query', description: 'Which', required: true }],
    },
  ]);
  process.stdout.write('ready\n');
});

process.on('SIGTERM', () => void client.destroy().then(() => process.exit(0)));

await client.login(DISCORD_TOKEN);
