import { DefaultRestOptions, type RESTOptions } from '@discordjs/rest';
import { Response } from 'undici';

/**
 * A request whose answer is read to its end before it is looked at. discord.js's client leaves the bodies of
 * errors unread: when such a connection breaks, the stream's error has no listener and ends the process. This
 * way a broken answer is a failed request, and the client's timeout covers the whole answer.
 */
export const wholeResponse: RESTOptions['makeRequest'] = async (url, init) => {
  const answer = await DefaultRestOptions.makeRequest(url, init);
  const { status, statusText, headers } = answer;
  const bytes = await answer.arrayBuffer();
  return new Response(bytes.byteLength > 0 ? bytes : null, { status, statusText, headers });
};
