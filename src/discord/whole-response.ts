import { DefaultRestOptions, type RESTOptions } from '@discordjs/rest';

/**
 * A request whose answer is read to its end before it is looked at. discord.js's client leaves the bodies of
 * errors unread: when such a connection breaks, the stream's error has no listener and ends the process. This
 * way a broken answer is a failed request, and the client's timeout covers the whole answer.
 */
export const wholeResponse: RESTOptions['makeRequest'] = async (url, init) => {
  const answer = await DefaultRestOptions.makeRequest(url, init);
  const { status, statusText, headers, ok } = answer;
  const bytes = await answer.arrayBuffer();
  const text = (): string => new TextDecoder().decode(bytes);
  return {
    status,
    statusText,
    headers,
    ok,
    body: null,
    bodyUsed: false,
    arrayBuffer: async () => bytes,
    text: async () => text(),
    json: async () => JSON.parse(text()),
  };
};
