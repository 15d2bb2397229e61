import { AsyncLocalStorage } from 'node:async_hooks';
import type { Task } from '../../core/task.js';
import type { CellError } from './session.js';
import type { StopRequest } from './watchdog-protocol.js';

/** Awaits of a cell after which others get a turn, even when nothing that it awaits takes time. */
const AWAITS_PER_TURN = 50;

/** One execution of a cell, which everything that the cell starts carries with it. */
export class CellRun {
  readonly id: string;
  readonly number: number;
  readonly executionCount: number;
  readonly task: Task;
  /** A stopped cell is silent once it ended. */
  muted = false;
  /** First error that no code of the cell caught while it ran. */
  strayError?: CellError;
  /** Settles when the cell was stopped and what it awaits was rejected. */
  readonly whenStopped: Promise<void>;
  #resolveStopped!: () => void;
  #stop = new AbortController();
  #pending: WeakRef<(reason: unknown) => void>[] = [];
  #pruneAt = 1024;
  #awaits = 0;

  constructor(
    { id, number }: { readonly id: string; readonly number: number },
    executionCount: number,
    report: Pick<Task, 'progress' | 'warn'>,
  ) {
    this.id = id;
    this.number = number;
    this.executionCount = executionCount;
    this.task = { signal: this.#stop.signal, ...report };
    this.whenStopped = new Promise((resolve) => {
      this.#resolveStopped = resolve;
    });
  }

  get stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Whether it was stopped because memory ran out. */
  get filledMemory(): boolean {
    return this.stopped && (this.task.signal.reason as StopReason).why === 'memory';
  }

  /** What to tell people about the stop. */
  get stopReason(): string {
    return this.stopped ? (this.task.signal.reason as StopReason).message : 'stopped';
  }

  /** Aborts the task. */
  abort(reason: StopReason): void {
    if (!this.stopped) this.#stop.abort(reason);
  }

  /** Ends what the stopped cell awaits. */
  rejectPending(): void {
    for (const pending of this.#pending) pending.deref()?.(this.task.signal.reason);
    this.#pending = [];
    this.#resolveStopped();
  }

  /** What a cell awaits, made to end when the cell is stopped. */
  stoppable(value: unknown): unknown {
    if (this.muted) return new Promise(() => {}); // what is left of it sleeps for good
    if (this.stopped) return turn().then(() => Promise.reject(this.task.signal.reason));
    const outcome = isThenable(value) ? this.#stoppable(value) : value;
    if (++this.#awaits % AWAITS_PER_TURN !== 0) return outcome;
    return Promise.all([outcome, turn()]).then(([settled]) => settled);
  }

  #stoppable(value: PromiseLike<unknown>): Promise<unknown> {
    const promise = value instanceof Promise ? value : Promise.resolve(value);
    // The two functions are handed on as they are: V8 follows them, so that stack traces lead through here to
    // the cell. They are held weakly, because nothing can be told when the promise settles without adding a
    // second reaction, which would end the trace.
    return new Promise((resolve, reject) => {
      promise.then(resolve, reject);
      this.#pending.push(new WeakRef(reject));
      if (this.#pending.length >= this.#pruneAt) {
        this.#pending = this.#pending.filter((pending) => pending.deref() !== undefined);
        this.#pruneAt = Math.max(1024, 2 * this.#pending.length);
      }
    });
  }
}

/** Why a cell was stopped; what it awaits is rejected with it. */
export class StopReason extends Error {
  override readonly name = 'AbortError';

  constructor(
    message: string,
    readonly why: StopRequest['why'] = 'interrupt',
  ) {
    super(message);
  }
}

/** Which execution the running code belongs to. */
export class CellContext {
  #storage = new AsyncLocalStorage<CellRun | undefined>();

  get current(): CellRun | undefined {
    return this.#storage.getStore();
  }

  run<Result>(cell: CellRun | undefined, action: () => Result): Result {
    return this.#storage.run(cell, action);
  }
}

/** One turn of the event loop, so that a cell cannot keep the thread by awaiting. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}
