import type { Task } from './task.js';

/**
 * A task for one part of a longer call: its progress from 0 to 1 fills the stretch from `from` to `to`.
 *
 * @example
 * await kmeans(scaled, { k: 4, seed: 1 }, partOfTask(task, 0.5, 0.75));
 */
export function partOfTask(task: Task, from: number, to: number): Task {
  return {
    signal: task.signal,
    progress: (fraction, label) => task.progress(from + (to - from) * fraction, label),
    warn: (message) => task.warn(message),
  };
}
