import { texts } from './texts.ts';
import type { AnswerLine, Choice, Post, Setup } from './wire.ts';

/** The preview's server, as the page asks it. */

/** The server is away, or refuses; the text says so to the viewer. */
export class PreviewError extends Error {
  override readonly name = 'PreviewError';
}

const request = async (path: string, init: RequestInit): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new PreviewError(texts.message.unreachable);
  }
  if (!response.ok)
    throw new PreviewError(texts.message.refused(response.status, (await response.text()).trim()));
  return response;
};

export const fetchSetup = async (): Promise<Setup> => (await request('/api/setup', {})).json();

/** Posts an interaction and hears what is answered, line by line, until the bot is done. */
export const interact = async (
  interaction: object,
  hear: (line: AnswerLine) => void,
  signal?: AbortSignal,
): Promise<void> => {
  const response = await request('/api/interactions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(interaction),
    ...(signal ? { signal } : {}),
  });
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') hear(JSON.parse(line));
  };
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (value !== undefined) take(value);
    if (done) return;
  }
};

const AUTOCOMPLETE_RESULT = 8;

/** The suggestions that an autocomplete interaction is answered with. */
export const fetchSuggestions = async (
  interaction: object,
  signal: AbortSignal,
): Promise<readonly Choice[]> => {
  let choices: readonly Choice[] = [];
  await interact(
    interaction,
    (line) => {
      if (line.kind === 'callback' && line.body.type === AUTOCOMPLETE_RESULT)
        choices = (line.body.data.choices ?? []).map(({ name, value }) => ({ name, value: String(value) }));
    },
    signal,
  );
  return choices;
};

/** Hears of posts as they come, those missed while away included; `connected` tells whether the stream stands. */
export const hearPosts = (hear: (post: Post) => void, connected: (up: boolean) => void): void => {
  const events = new EventSource('/api/events');
  events.onmessage = ({ data }) => hear(JSON.parse(data));
  events.onopen = () => connected(true);
  events.onerror = () => connected(false);
};
