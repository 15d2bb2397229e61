import { type MessagePort, Worker } from 'node:worker_threads';
import { FrontDesk } from './front-desk.js';
import { INPUT, INPUT_ANSWERED, INPUT_CLOSED, INPUT_STOPPED, UNDER_WAY } from './shared-state.js';
import { bindSockets, type Sockets } from './sockets.js';
import type { SocketsStart, ToSession, ToSockets } from './threads.js';

/** What the thread takes from the process it runs in. */
export interface SocketsSurroundings {
  /** Time as ISO text. */
  now(): string;
  /** One line for the log of whoever started the kernel. */
  log(line: string): void;
  /** Id of the process that started this one, read anew at each call. */
  parent(): number;
  /** Ends the whole process at once, whatever its main thread does. */
  kill(): void;
}

/** How long the session may take to close. */
const CLOSE_MS = 2000;
const PARENT_CHECK_MS = 500;
/** Time for the first answer, before the session takes the processor. */
const OPEN_MS = 10;
const SIGINT_AFTER_MS = 1000;
/** Lines about refused frames in the log; a flood of them must not fill a disk. */
const LOGGED = 20;

/** Runs the front desk of a kernel in a worker thread, between its sockets and the thread with the session. */
export async function serveSockets(
  port: MessagePort,
  start: SocketsStart,
  surroundings: SocketsSurroundings,
): Promise<void> {
  const { shared, connection } = start;
  const say = (message: ToSession) => port.postMessage(message);
  let logged = 0;
  let sockets: Sockets | undefined;

  const log = (line: string) => {
    logged++;
    if (logged <= LOGGED) surroundings.log(`clientele kernel: ${line}`);
  };
  const desk = new FrontDesk(
    {
      send: (channel, message) => sockets?.send(channel, message),
      toSession: (message) => {
        say(message);
        if (message.kind === 'close') setTimeout(leave, CLOSE_MS);
      },
      interrupt: () => start.stop.postMessage('stop'),
      answerInput(value) {
        if (value !== undefined) start.answers.postMessage(value);
        Atomics.store(shared, INPUT, value === undefined ? INPUT_CLOSED : INPUT_ANSWERED);
        Atomics.notify(shared, INPUT);
      },
      stopInput() {
        Atomics.store(shared, INPUT, INPUT_STOPPED);
        Atomics.notify(shared, INPUT);
      },
      now: surroundings.now,
      log,
    },
    { session: start.session, kernelInfo: start.kernelInfo, ports: portsOf(start) },
  );

  let left = false;
  async function leave(): Promise<void> {
    if (left) return;
    left = true;
    await sockets?.close();
    say({ kind: 'left' });
    setTimeout(surroundings.kill, CLOSE_MS / 4);
  }

  port.on('message', (said: ToSockets) => {
    if (said.kind === 'stream' || said.kind === 'publish') {
      const length = said.kind === 'stream' ? said.text.length : said.contentText.length;
      Atomics.sub(shared, UNDER_WAY, length);
      Atomics.notify(shared, UNDER_WAY);
    }
    if (said.kind === 'closed') void leave();
    else if (said.kind === 'signal') {
      if (said.signal === 'interrupt') desk.interrupt();
      else desk.end();
    } else desk.hear(said);
  });

  try {
    sockets = await bindSockets(connection);
  } catch (error) {
    say({ kind: 'failed', sentence: error instanceof Error ? error.message : String(error) });
    return;
  }
  desk.open();
  sockets.listen({
    message: (channel, message) => desk.receive(channel, message),
    subscribed: (topic) => desk.welcome(topic),
    refused: (channel, reason) => log(`frames on the ${channel} channel refused: ${reason}`),
  });

  setTimeout(() => say({ kind: 'open' }), OPEN_MS);
  // Later, because launching takes time; until then the main thread hears SIGINT, as long as it is not busy.
  setTimeout(() => {
    const watcher = new Worker(new URL('./watch-sigint-thread.js', import.meta.url));
    watcher.on('message', () => desk.interrupt());
  }, SIGINT_AFTER_MS);

  const parent = surroundings.parent();
  setInterval(() => {
    if (surroundings.parent() !== parent) desk.end();
  }, PARENT_CHECK_MS);
}

function portsOf({ connection }: SocketsStart): Record<string, number> {
  return Object.fromEntries(
    Object.entries(connection.ports).map(([channel, port]) => [`${channel}_port`, port]),
  );
}
