import { MessageChannel, type Worker } from 'node:worker_threads';
import type { Connection } from './connection.js';
import { type KernelVersions, kernelInfo } from './kernel-info.js';
import type { KernelSession, KernelSessionOptions } from './kernel-session.js';
import { type RunningNote, suddenEndText } from './running-note.js';
import type { SessionDesk } from './session-desk.js';
import { type SharedState, sharedState, UNDER_WAY } from './shared-state.js';
import type { SocketsStart, ToSession, ToSockets } from './threads.js';

/** What a kernel is started with. */
export interface KernelStart {
  readonly connection: Connection;
  readonly versions: KernelVersions;
  /** Identifies this run of the kernel in headers. */
  readonly id: string;
  /** Starts the thread with the sockets, see `serveSockets`. */
  readonly startSockets: (start: SocketsStart) => Worker;
  readonly createSession: (options: SessionNeeds) => Promise<KernelSession>;
  /** Says on the disk which cell runs. */
  readonly note?: RunningNote;
}

/** Options of the session that the kernel decides. */
export type SessionNeeds = Required<
  Pick<KernelSessionOptions, 'onOutput' | 'onProgress' | 'input' | 'onComm' | 'interruptPort'>
>;

/** How a kernel ended: as asked, or because it could not listen. */
export type KernelEnd = { readonly ended: 'asked' } | { readonly ended: 'failed'; readonly sentence: string };

/** Characters of output that may wait for the sockets; a cell that writes faster is made to wait. */
const UNDER_WAY_LIMIT = 1 << 25;
const UNDER_WAY_WAIT_MS = 5000;

/** Runs a kernel: sockets in a worker, the session on this thread. Resolves when it ends. */
export function serveKernel(start: KernelStart): Promise<KernelEnd> {
  const shared = sharedState();
  const { port1: answersIn, port2: answers } = new MessageChannel();
  const { port1: stop, port2: interruptPort } = new MessageChannel();
  const { connection, id } = start;
  // The sockets come first: loading a session takes longer than a client likes to wait for its first answer.
  const worker = start.startSockets({
    connection,
    session: id,
    kernelInfo: kernelInfo(start.versions),
    shared,
    answers: answersIn,
    stop,
  });
  const say = (message: ToSockets) => sendWithin(worker, shared, message);
  const { promise: opened, resolve: open } = promiseAndResolve();
  let desk: SessionDesk | undefined;
  const loaded = opened.then(async () => {
    const [{ SessionDesk }, { askUser }, { captureChildren }, { childGuard }] = await Promise.all([
      import('./session-desk.js'),
      import('./ask-user.js'),
      import('./capture-children.js'),
      import('./child-guard.js'),
    ]);
    captureChildren(childGuard());
    desk = new SessionDesk({
      say,
      ask: (show) => askUser(shared, answers, show),
      createSession: (options) => start.createSession({ ...options, interruptPort }),
      running: (cell) => (cell === undefined ? start.note?.end() : start.note?.begin(cell)),
      ...(start.note?.before === undefined ? {} : { news: suddenEndText(start.note.before) }),
    });
    return desk;
  });

  const onInterrupt = () => say({ kind: 'signal', signal: 'interrupt' });
  const onEnd = () => say({ kind: 'signal', signal: 'end' });
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onEnd);

  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    loaded.catch(reject);
    worker.on('message', (said: ToSession) => {
      switch (said.kind) {
        case 'open':
          open();
          break;
        case 'request':
          // A busy cell hears no signal: without a listener, SIGTERM ends the process at once.
          process.off('SIGTERM', onEnd);
          void loaded.then((loadedDesk) => loadedDesk.answer(said)).then(() => process.on('SIGTERM', onEnd));
          break;
        case 'close':
          void Promise.resolve(desk?.close()).finally(() => say({ kind: 'closed' }));
          break;
        case 'left':
          resolve({ ended: 'asked' });
          break;
        case 'failed':
          resolve({ ended: 'failed', sentence: said.sentence });
      }
    });
  });
}

function sendWithin(worker: Worker, shared: SharedState, message: ToSockets): void {
  if (message.kind === 'stream' || message.kind === 'publish') {
    const length = message.kind === 'stream' ? message.text.length : message.contentText.length;
    Atomics.add(shared, UNDER_WAY, length);
  }
  worker.postMessage(message);
  for (;;) {
    const waiting = Atomics.load(shared, UNDER_WAY);
    if (waiting <= UNDER_WAY_LIMIT) return;
    if (Atomics.wait(shared, UNDER_WAY, waiting, UNDER_WAY_WAIT_MS) === 'timed-out') return;
  }
}

function promiseAndResolve(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
