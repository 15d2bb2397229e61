import { setFlagsFromString } from 'node:v8';

/**
 * Keeps every loop of a cell such that it can be stopped. Since Node 23, V8 forgets to look for an interrupt in a loop
 * whose body fills a list, as in `while (true) lists.push(new Array(1000).fill(0))`, when it unrolls what is inside.
 *
 * @returns A function that puts everything back.
 */
export function keepLoopsStoppable(): () => void {
  if (process.version.startsWith('v20.')) return () => {}; // V8 has neither the fault nor the flag
  setFlagsFromString('--no-turboshaft-loop-unrolling');
  return () => setFlagsFromString('--turboshaft-loop-unrolling');
}
