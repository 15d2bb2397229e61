import type { MessagePort } from 'node:worker_threads';
import type { Connection } from './connection.js';
import type { SharedState } from './shared-state.js';

/** What the thread with the sockets starts with. */
export interface SocketsStart {
  readonly connection: Connection;
  /** Content of `kernel_info_reply`. */
  readonly kernelInfo: Readonly<Record<string, unknown>>;
  /** Identifies this run of the kernel in headers. */
  readonly session: string;
  readonly shared: SharedState;
  /** Answers of the input box go in here. */
  readonly answers: MessagePort;
  /** Whose note on the disk is to be removed when the process must be killed. */
  readonly connectionFile?: string;
  /** A message in here stops the running cell, see `interruptPort` of a session. */
  readonly stop: MessagePort;
}

/** What the thread with the sockets asks of the thread with the session. */
export type ToSession =
  /** The sockets listen, and a client that waited has its first answer: the session may load. */
  | { readonly kind: 'open' }
  /** A request of the shell channel; the next one comes when this one is answered. */
  | {
      readonly kind: 'request';
      readonly request: number;
      readonly msgType: string;
      readonly contentText: string;
      readonly buffers: readonly Uint8Array[];
      /** Names the page of a notebook that asks; absent for programs without one. */
      readonly page?: string;
    }
  /** The end: close the session, then say `closed`. */
  | { readonly kind: 'close' }
  /** The sockets are closed; nothing more can be said. */
  | { readonly kind: 'left' }
  /** The sockets could not be opened; the sentence says why. */
  | { readonly kind: 'failed'; readonly sentence: string };

/** What the thread with the session sends out. Texts are JSON; `request` says what caused it. */
export type ToSockets =
  | {
      readonly kind: 'publish';
      readonly request: number;
      readonly msgType: string;
      readonly contentText: string;
      readonly metadataText?: string;
      readonly buffers?: readonly Uint8Array[];
    }
  | {
      readonly kind: 'stream';
      readonly request: number;
      readonly name: 'stdout' | 'stderr';
      readonly text: string;
    }
  /** The request is done; without content it is one that gets no reply. */
  | {
      readonly kind: 'done';
      readonly request: number;
      readonly contentText?: string;
      /** The queued execute requests are to be aborted. */
      readonly abortQueue?: boolean;
    }
  | {
      readonly kind: 'input';
      readonly request: number;
      readonly prompt: string;
      readonly password: boolean;
    }
  /** The operating system asks to interrupt the cell or to end. */
  | { readonly kind: 'signal'; readonly signal: 'interrupt' | 'end' }
  /** The session is closed. */
  | { readonly kind: 'closed' };
