import { getHeapStatistics } from 'node:v8';
import { type MessagePort, Worker } from 'node:worker_threads';
import {
  SHARED,
  type StopRequest,
  type Terminated,
  type WatchdogData,
  type WatchOrder,
} from './watchdog-protocol.js';

/** What a watchdog may do to the session; called on the thread of the session. */
export interface Watched {
  /** Stops the running cell as far as JavaScript can: its task, and what it awaits. */
  stop(why: StopRequest['why']): void;
  /** The busy loop of the running cell was ended. */
  terminated(): void;
}

/** Longest wait for the watchdog's next word. */
const ORDER_MS = 1000;

/** Bytes of what V8 calls its limit that are for young values alone; V8 itself does not tell. */
function youngLimit(): number {
  const [version] = process.versions.v8.split('.');
  return (Number(version) >= 13 ? 192 : 48) * 2 ** 20;
}

/** Ends cells that do not listen, from a thread of its own. */
export class Watchdog {
  readonly #state = new Int32Array(
    new SharedArrayBuffer(Object.keys(SHARED).length * Int32Array.BYTES_PER_ELEMENT),
  );
  readonly #worker: Worker;

  constructor(
    watched: Watched,
    { interruptFd, interruptPort }: { interruptFd?: number; interruptPort?: MessagePort },
  ) {
    const heapLimit = getHeapStatistics().heap_size_limit - youngLimit();
    const workerData: WatchdogData = { state: this.#state, heapLimit, interruptFd, interruptPort };
    this.#worker = new Worker(new URL('./watchdog-thread.js', import.meta.url), {
      workerData,
      transferList: interruptPort === undefined ? [] : [interruptPort],
      stdout: false,
      stderr: false,
    });
    this.#worker.unref();
    this.#worker.on('message', (message: StopRequest | Terminated) => {
      if ('request' in message) Atomics.store(this.#state, SHARED.seen, message.request);
      const isLate =
        message.execution !== 0 && message.execution !== Atomics.load(this.#state, SHARED.running);
      if (isLate) return;
      if ('request' in message) watched.stop(message.why);
      else watched.terminated();
    });
  }

  /** A cell begins. */
  watch(order: WatchOrder): void {
    Atomics.store(this.#state, SHARED.running, order.execution);
    this.#worker.postMessage(order);
    this.#worker.ref(); // a cell may wait for something that keeps no process alive
  }

  /** No cell runs. */
  rest(): void {
    Atomics.store(this.#state, SHARED.running, 0);
    this.#worker.unref();
  }

  /** Answers a preparation; when ready, waits until the termination is on its way to this thread. */
  answer(order: number, isReady: boolean): void {
    Atomics.store(this.#state, SHARED.prepared, 2 * order + Number(isReady));
    Atomics.notify(this.#state, SHARED.prepared);
    if (!isReady) return;
    // Not `Atomics.wait`: the cell may be in one, and V8 loses its memory over a second one inside the first.
    const end = process.hrtime.bigint() + BigInt(ORDER_MS * 1_000_000);
    while (Atomics.load(this.#state, SHARED.ordered) < order && process.hrtime.bigint() < end);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
