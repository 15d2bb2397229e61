import type { MessagePort } from 'node:worker_threads';

/** What session and watchdog share, by index. */
export const SHARED = {
  /** The execution that runs, or 0. */
  running: 0,
  /** The last request that the session has seen. */
  seen: 1,
  /** Twice the last preparation that the session answered, plus 1 when it is ready to be terminated. */
  prepared: 2,
  /** The last termination that is on its way. */
  ordered: 3,
} as const;

export interface WatchdogData {
  readonly state: Int32Array;
  /** Bytes of JavaScript values at which V8 gives up. */
  readonly heapLimit: number;
  /** A pipe: every byte that comes in is a request to stop the running cell. */
  readonly interruptFd?: number;
  /** Every message is a request to stop the running cell. */
  readonly interruptPort?: MessagePort;
}

/** Which execution begins, and how long it may take. */
export interface WatchOrder {
  readonly execution: number;
  readonly timeoutMs?: number;
}

/** A request to stop a running cell. */
export interface StopRequest {
  /** 0 when nothing ran: then it is meant for the cell that is about to. */
  readonly execution: number;
  readonly request: number;
  readonly why: 'interrupt' | 'timeout' | 'memory';
}

/** The busy loop of an execution was ended. */
export interface Terminated {
  readonly execution: number;
}
