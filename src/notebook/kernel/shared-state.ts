/**
 * Few numbers that both threads see without a message, so that one learns about the other while it is busy.
 *
 * - `UNDER_WAY`: characters of output that were sent to the sockets' thread and not yet taken.
 * - `INPUT`: state of the input box, one of the `INPUT_…` values.
 */
export type SharedState = Int32Array<SharedArrayBuffer>;

export const UNDER_WAY = 0;
export const INPUT = 1;

export const INPUT_OPEN = 0;
export const INPUT_ANSWERED = 1;
/** None can be shown. */
export const INPUT_CLOSED = 2;
/** Stop came instead. */
export const INPUT_STOPPED = 3;

export function sharedState(): SharedState {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}
