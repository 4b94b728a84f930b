/** What a route answers; errors are answers too. A `body` of undefined sends none. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

const error = (status: number, code: number, message: string): Answer => ({
  status,
  body: { message, code },
});

/** The errors of Discord's table of JSON error codes that this local Discord gives. */
export const refusals = {
  unauthorized: error(401, 0, '401: Unauthorized'),
  notFound: error(404, 0, '404: Not Found'),
  methodNotAllowed: error(405, 0, '405: Method Not Allowed'),
  unknownChannel: error(404, 10003, 'Unknown Channel'),
  unknownGuild: error(404, 10004, 'Unknown Guild'),
  unknownMessage: error(404, 10008, 'Unknown Message'),
  unknownWebhook: error(404, 10015, 'Unknown Webhook'),
  unknownInteraction: error(404, 10062, 'Unknown interaction'),
  unknownApplication: error(404, 10002, 'Unknown Application'),
  tooLarge: error(413, 40005, 'Request entity too large'),
  forumChannel: error(400, 40058, 'Cannot send a message in a forum channel'),
  alreadyAcknowledged: error(400, 40060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: error(400, 40094, 'This interaction has hit the maximum number of follow up messages.'),
  badUserAgent: error(403, 40333, 'internal network error'),
  missingAccess: error(403, 50001, 'Missing Access'),
  othersMessage: error(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: error(400, 50006, 'Cannot send an empty message'),
  notATextChannel: error(400, 50008, 'Cannot send messages in a non-text channel'),
  missingPermissions: error(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: error(401, 50027, 'Invalid Webhook Token'),
  contentType: error(400, 50035, 'Invalid Form Body'),
  invalidJson: error(400, 50109, 'The request body contains invalid JSON.'),
  threadLocked: error(403, 160005, 'Thread is locked'),
} as const;
