import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { isObject, type Json, listOf, objectOf, textOf } from './json.ts';
import type { Signal } from './waiting.ts';
import type { Guild, World } from './world.ts';

/** Intent bits by Discord's names. */
export const intents = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

const privileged = intents.guildMembers | intents.guildPresences | intents.messageContent;
/** Bits 0–16, 20, 21, 24 and 25 exist. */
const known = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;
const otherClientOps = [3, 4, 8, 31];

export type GatewayOptions = {
  heartbeatIntervalMs: number;
  /** Privileged intents that are switched on in the portal. */
  allowedIntents: number;
  /** Guilds per shard above which Discord insists on more shards. */
  maxGuildsPerShard: number;
  /** Sends allowed per connection in 60 s. */
  sendLimit: number;
};

export type GatewayStats = {
  connections: number;
  identifies: number;
  resumes: number;
  heartbeats: number;
  /** Close codes that this side gave. */
  closes: number[];
};

type Event = { seq: number; name: string; data: () => unknown };

type Session = {
  id: string;
  shard: [number, number];
  intents: number;
  seq: number;
  events: Event[];
  socket: WebSocket | undefined;
};

/** Events kept for a resume, per session. */
const replayLimit = 20_000;

type Parts = {
  token: string;
  applicationId: string;
  botUser: () => Json;
  world: World;
  options: GatewayOptions;
  signal: Signal;
  url: () => string;
};

export type Gateway = ReturnType<typeof createGateway>;

/** The WebSocket half of the local Discord: gateway v10 in JSON. */
export function createGateway({ token, applicationId, botUser, world, options, signal, url }: Parts) {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  const stats: GatewayStats = { connections: 0, identifies: 0, resumes: 0, heartbeats: 0, closes: [] };
  let acknowledging = true;
  let refuseResumes = false;

  const send = (socket: WebSocket, payload: Json) => socket.send(JSON.stringify(payload));

  function close(socket: WebSocket, code: number, reason: string): void {
    stats.closes.push(code);
    socket.close(code, reason);
    signal.ring();
  }

  function forward(session: Session, event: Event): void {
    if (session.socket?.readyState === 1) {
      send(session.socket, { op: op.dispatch, t: event.name, s: event.seq, d: event.data() });
    }
  }

  function emit(session: Session, name: string, data: () => unknown): void {
    session.seq += 1;
    const event = { seq: session.seq, name, data };
    session.events.push(event);
    if (session.events.length > replayLimit) session.events.splice(0, session.events.length - replayLimit);
    forward(session, event);
  }

  const shardOf = (guildId: string | undefined, count: number): number =>
    guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));

  const guildsOf = (session: Session): Guild[] =>
    [...world.guilds.values()].filter(
      (guild) => guild.member && shardOf(guild.id, session.shard[1]) === session.shard[0],
    );

  /** Sends GUILD_CREATEs in portions, so that thousands of guilds do not pile up in the socket. */
  async function sendGuilds(session: Session): Promise<void> {
    for (const guild of guildsOf(session)) {
      if (guild.unavailable) continue;
      emit(session, 'GUILD_CREATE', () => world.guildCreateJson(guild));
      while (session.socket && session.socket.bufferedAmount > 1_000_000) {
        await delay(5);
      }
    }
  }

  function identify(socket: WebSocket, data: Json): Session | undefined {
    stats.identifies += 1;
    if (data.token !== token && data.token !== `Bot ${token}`) return refuse(4004, 'Authentication failed.');
    const shard = listOf(data.shard);
    const [index, count] = shard.length === 0 ? [0, 1] : shard.map(Number);
    if (index === undefined || !count || !(index >= 0 && index < count))
      return refuse(4010, 'Invalid shard.');
    const wanted = data.intents;
    if (typeof wanted !== 'number' || !Number.isSafeInteger(wanted) || (wanted & ~known) !== 0) {
      return refuse(4013, 'Invalid intent(s).');
    }
    if ((wanted & privileged & ~options.allowedIntents) !== 0) return refuse(4014, 'Disallowed intent(s).');
    if (!isObject(data.properties)) return refuse(4002, 'Error while decoding payload.');
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      shard: [index, count],
      intents: wanted,
      seq: 0,
      events: [],
      socket,
    };
    const guilds = guildsOf(session);
    if (guilds.length > options.maxGuildsPerShard) return refuse(4011, 'Sharding is required.');
    sessions.set(session.id, session);
    emit(session, 'READY', () => ({
      v: 10,
      user: { ...botUser(), email: null, verified: true, mfa_enabled: false },
      user_settings: {},
      session_type: 'normal',
      session_id: session.id,
      resume_gateway_url: url(),
      shard: session.shard,
      relationships: [],
      private_channels: [],
      presences: [],
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      application: { id: applicationId, flags: 0 },
      _trace: ['["local",{"micros":1}]'],
    }));
    signal.ring();
    if ((wanted & intents.guilds) !== 0) void sendGuilds(session);
    return session;

    function refuse(code: number, reason: string): undefined {
      close(socket, code, reason);
      return undefined;
    }
  }

  function resume(socket: WebSocket, data: Json): Session | undefined {
    const session = sessions.get(textOf(data.session_id));
    if (data.token !== token && data.token !== `Bot ${token}`) {
      close(socket, 4004, 'Authentication failed.');
      return undefined;
    }
    const from = Number(data.seq);
    const oldest = session?.events[0]?.seq ?? Infinity;
    if (!session || refuseResumes || (from < session.seq && from + 1 < oldest)) {
      send(socket, { op: op.invalidSession, d: false });
      return undefined;
    }
    if (!(from >= 0 && from <= session.seq)) {
      sessions.delete(session.id);
      close(socket, 4007, 'Invalid seq.');
      return undefined;
    }
    session.socket?.terminate();
    session.socket = socket;
    stats.resumes += 1;
    for (const event of session.events) if (event.seq > from) forward(session, event);
    emit(session, 'RESUMED', () => ({ _trace: ['["local",{"micros":1}]'] }));
    signal.ring();
    return session;
  }

  function connect(socket: WebSocket, request: IncomingMessage): void {
    stats.connections += 1;
    sockets.add(socket);
    const query = new URL(request.url ?? '/', 'ws://local').searchParams;
    if (query.get('v') !== '10') {
      close(socket, 4012, 'Invalid API version.');
      return;
    }
    if ((query.get('encoding') ?? 'json') !== 'json' || query.has('compress')) {
      close(socket, 4002, 'The local gateway speaks plain JSON only.');
      return;
    }
    let session: Session | undefined;
    const current = (): Session | undefined => (session?.socket === socket ? session : undefined);
    let sent: number[] = [];
    const patience = options.heartbeatIntervalMs * 1.5 + 500;
    let zombie = setTimeout(expire, patience);

    function expire(): void {
      close(socket, 4000, 'Missed heartbeat.');
    }

    /** Handles one message; gives the close code and reason if it is not acceptable. */
    function receive(raw: RawData): readonly [number, string] | undefined {
      const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(String(raw));
      if (bytes.length > 4096) return [4002, 'Error while decoding payload.'];
      const now = performance.now();
      sent = sent.filter((at) => now - at < 60_000);
      sent.push(now);
      if (sent.length > options.sendLimit) return [4008, 'You are being rate limited.'];
      let payload: unknown;
      try {
        payload = JSON.parse(bytes.toString());
      } catch {
        return [4002, 'Error while decoding payload.'];
      }
      if (!isObject(payload) || typeof payload.op !== 'number') {
        return [4002, 'Error while decoding payload.'];
      }
      switch (payload.op) {
        case op.heartbeat: {
          stats.heartbeats += 1;
          clearTimeout(zombie);
          zombie = setTimeout(expire, patience);
          const seen = Number(payload.d ?? 0);
          if (session && seen > 0) session.events = session.events.filter((event) => event.seq > seen);
          if (acknowledging) send(socket, { op: op.heartbeatAck });
          signal.ring();
          return undefined;
        }
        case op.identify:
          if (current()) return [4005, 'Already authenticated.'];
          session = identify(socket, objectOf(payload.d));
          return undefined;
        case op.resume:
          if (current()) return [4005, 'Already authenticated.'];
          session = resume(socket, objectOf(payload.d));
          return undefined;
        default:
          if (!otherClientOps.includes(payload.op)) return [4001, 'Unknown opcode.'];
          return current() ? undefined : [4003, 'Not authenticated.'];
      }
    }

    socket.on('message', (raw) => {
      const refusal = receive(raw);
      if (refusal) close(socket, ...refusal);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      clearTimeout(zombie);
      sockets.delete(socket);
      if (session?.socket === socket) {
        session.socket = undefined;
        if (code === 1000 || code === 1001) sessions.delete(session.id);
      }
      signal.ring();
    });
    send(socket, {
      op: op.hello,
      d: { heartbeat_interval: options.heartbeatIntervalMs, _trace: ['["local",{"micros":1}]'] },
    });
  }

  server.on('connection', connect);

  const live = (): Session[] => [...sessions.values()].filter((session) => session.socket !== undefined);

  return {
    stats,
    attach(http: Server): void {
      http.on('upgrade', (request, socket, head) => {
        server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
      });
    },
    /** Sessions with an open socket. */
    live,
    /** Whether any session has asked for one of these intents. */
    wants: (bits: number): boolean =>
      [...sessions.values()].some((session) => (session.intents & bits) !== 0),
    /**
     * Dispatches an event to the sessions of its shard that have the intent (0: everybody). Sessions whose
     * socket is gone get it when they resume. Gives how many sessions it went to.
     */
    dispatch(
      name: string,
      data: (intents: number) => unknown,
      to: { guildId?: string | undefined; intent?: number } = {},
    ): number {
      let count = 0;
      for (const session of sessions.values()) {
        if (shardOf(to.guildId, session.shard[1]) !== session.shard[0]) continue;
        if (to.intent && (session.intents & to.intent) === 0) continue;
        const body = data(session.intents);
        emit(session, name, () => body);
        count += 1;
      }
      return count;
    },
    /** Cuts every connection: with a close code, or as a cable does when none is given. */
    drop(code?: number): void {
      for (const socket of sockets) code === undefined ? socket.terminate() : close(socket, code, 'Dropped.');
    },
    /** Asks for a reconnect (op 7). */
    requestReconnect(): void {
      for (const { socket } of live()) if (socket) send(socket, { op: op.reconnect, d: null });
    },
    /** Declares the sessions invalid (op 9), resumable or not. */
    invalidateSessions(resumable: boolean): void {
      for (const session of live()) {
        if (!resumable) sessions.delete(session.id);
        if (session.socket) send(session.socket, { op: op.invalidSession, d: resumable });
        // The connection stays open; a client may resume on it.
        session.socket = undefined;
      }
    },
    /** Asks for a heartbeat at once (op 1). */
    requestHeartbeat(): void {
      for (const { socket } of live()) if (socket) send(socket, { op: op.heartbeat, d: null });
    },
    /** Whether heartbeats are acknowledged; when not, the client finds its connection dead. */
    acknowledgeHeartbeats(value: boolean): void {
      acknowledging = value;
    },
    /** Whether resumes are refused with op 9 false. */
    refuseResumes(value: boolean): void {
      refuseResumes = value;
    },
    /** Sends any text to all clients, valid or not. */
    sendRaw(text: string): void {
      for (const socket of sockets) socket.send(text);
    },
    close(): void {
      for (const socket of sockets) socket.terminate();
      server.close();
    },
  };
}
