import { createRequire } from 'node:module';
import type * as zeromq from 'zeromq';
import { InputError } from '../../core/input-error.js';
import { addressOf, CHANNELS, type Channel, type Connection } from './connection.js';
import type { Outgoing, Received } from './message.js';
import { decodeMessage, encodeMessage } from './wire.js';

/** Who is told what comes in. */
export interface SocketListeners {
  message(channel: 'shell' | 'control' | 'stdin', message: Received): void;
  subscribed(topic: string): void;
  /** Frames that were no message, or not signed with our key. */
  refused(channel: Channel, reason: string): void;
}

/** The bound sockets of a kernel. */
export interface Sockets {
  /** Takes what comes in from now on, and what came since the sockets were bound. */
  listen(listeners: SocketListeners): void;
  /** Sends after everything that was sent on this channel before. */
  send(channel: Exclude<Channel, 'hb'>, message: Outgoing): void;
  /** Resolves when everything went out, or after the time to linger; then the sockets are closed. */
  close(): Promise<void>;
}

// Required, because to import it takes 8 ms longer: a launch waits for it.
const { Router, XPublisher } = createRequire(import.meta.url)('zeromq') as typeof zeromq;

/** How long a closing socket still tries to deliver. */
const LINGER_MS = 1000;

/**
 * Binds the five sockets of a connection. Heartbeats are echoed as they come; no queue has a limit, so nothing is
 * dropped when a client is slow.
 *
 * @throws {InputError} When an address cannot be bound, naming it.
 */
export async function bindSockets(connection: Connection): Promise<Sockets> {
  const options = { linger: LINGER_MS, sendHighWaterMark: 0, receiveHighWaterMark: 0 };
  const routers = {
    shell: new Router(options),
    control: new Router(options),
    stdin: new Router(options),
    hb: new Router(options),
  };
  const iopub = new Outputs({ linger: LINGER_MS, sendHighWaterMark: 0 });
  iopub.verbosity = 'allSubs';
  iopub.manual = true;
  const sockets = { ...routers, iopub };
  for (const channel of CHANNELS) await bind(sockets[channel], channel, connection);

  void listen(routers.hb, (frames) => routers.hb.send(frames as Buffer[]));

  const underWay = new Map<Channel, Promise<void>>();
  return {
    listen(listeners) {
      for (const channel of ['shell', 'control', 'stdin'] as const) {
        void listen(routers[channel], (frames) => {
          const message = decodeMessage(frames, connection.key);
          if ('refused' in message) listeners.refused(channel, message.refused);
          else listeners.message(channel, message);
        });
      }
      void listen(iopub, ([frame]) => {
        if (frame === undefined) return;
        const topic = Buffer.from(frame.subarray(1));
        iopub.follow(topic, frame[0] === 1);
        if (frame[0] === 1) listeners.subscribed(topic.toString());
      });
    },
    send(channel, message) {
      const frames = encodeMessage(message, connection.key) as Buffer[];
      const before = underWay.get(channel) ?? Promise.resolve();
      // A client that vanished is no reason to stop serving the others.
      const sent = before.then(() => sockets[channel].send(frames)).catch(() => {});
      underWay.set(channel, sent);
    },
    async close() {
      await Promise.all(underWay.values());
      for (const channel of CHANNELS) sockets[channel].close();
    },
  };
}

/**
 * Outputs for all clients. Whoever subscribes hears nothing before that was read here, so that the welcome comes first.
 */
class Outputs extends XPublisher {
  /** Begins or ends what the client whose wish was read last has wished. */
  follow(topic: Buffer, begins: boolean): void {
    this.setStringOption(begins ? SUBSCRIBE : UNSUBSCRIBE, topic);
  }
}

// Options of ZeroMQ.
const SUBSCRIBE = 6;
const UNSUBSCRIBE = 7;

async function bind(socket: zeromq.Socket, channel: Channel, connection: Connection): Promise<void> {
  if (connection.curve !== undefined) {
    socket.curveServer = true;
    socket.curvePublicKey = connection.curve.publicKey;
    socket.curveSecretKey = connection.curve.secretKey;
  }
  const address = addressOf(connection, channel);
  try {
    await socket.bind(address);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new InputError(
      `clientele kernel: the ${channel} channel cannot listen on ${address} (${code}). Start the kernel with free ports.`,
    );
  }
}

async function listen(
  socket: { receive(): Promise<Buffer[]>; readonly closed: boolean },
  take: (frames: Buffer[]) => void | Promise<void>,
): Promise<void> {
  while (!socket.closed) {
    try {
      await take(await socket.receive());
    } catch (error) {
      if (!socket.closed && (error as NodeJS.ErrnoException).code !== 'EHOSTUNREACH') throw error;
    }
  }
}
