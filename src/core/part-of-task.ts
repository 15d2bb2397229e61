import type { Task } from './task.js';

/**
 * A task for one part of a longer call: its progress from 0 to 1 fills the stretch from `from` to `to`.
 *
 * @example
 * const told: number[] = [];
 * const task = { ...currentTask(), progress: (fraction: number) => void told.push(fraction) };
 * partOfTask(task, 0.5, 0.75).progress(0.5);
 * told; // [0.625]
 */
export function partOfTask(task: Task, from: number, to: number): Task {
  return {
    signal: task.signal,
    progress: (fraction, label) => task.progress(from + (to - from) * fraction, label),
    warn: (message) => task.warn(message),
  };
}
