/** What a long call needs of its surroundings: a way to be stopped, and somewhere to say how far it is. */
export interface Task {
  /** Aborted when the user presses Stop. */
  readonly signal: AbortSignal;
  /** How far the call is: 0 to 1, with a few words on what is being done. */
  progress(fraction: number, label?: string): void;
  /** Something usable but odd that people should read. */
  warn(message: string): void;
}

/** Where a running session offers its task; registered, so that two copies of the package agree. */
export const TASK_KEY = Symbol.for('clientele.task');

const silence: Task = {
  signal: new AbortController().signal,
  progress() {},
  warn() {},
};

/**
 * The task of the cell that is running, or silence outside a session. The one ambient read allowed in the
 * library: long calls take a `Task` as optional last argument and default to this one, so that they show
 * their progress and obey Stop by themselves.
 *
 * @example
 * currentTask().signal.aborted; // false
 */
export function currentTask(): Task {
  const offered = (globalThis as { [TASK_KEY]?: () => Task | undefined })[TASK_KEY];
  return offered?.() ?? silence;
}

/**
 * Lets the event loop turn once, then throws the reason of the abort when the task was stopped. Long loops
 * call it every few tens of milliseconds of work.
 */
export async function breathe(task: Task): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  task.signal.throwIfAborted();
}
