import type { CommMessage } from '../session/comm-message.js';
import type { Session, SessionOptions } from '../session/session.js';

/** Completions at a place in a text. Places are counted in UTF-16 units. */
export interface Completions {
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

export interface Completion {
  readonly text: string;
  /** Kind as TypeScript calls it, for example `function`, `property`. */
  readonly kind: string;
  /** Its type; of a package, the version. */
  readonly signature?: string;
  readonly documentation?: string;
}

/** Whether a text can be run as it is, in the protocol's words. */
export interface Completeness {
  readonly status: 'complete' | 'incomplete' | 'invalid' | 'unknown';
  /** White space for the next line of an incomplete text. */
  readonly indent?: string;
}

/** What the session is made with when a kernel makes it. */
export type KernelSessionOptions = SessionOptions & Required<Pick<SessionOptions, 'input' | 'onComm'>>;

/** A session behind a front end. What is absent is answered with "nothing known", in the protocol's words. */
export interface KernelSession extends Omit<Session, 'comm' | 'comms'> {
  complete?(code: string, cursor: number): Promise<Completions>;
  /** What is known about the name at the cursor, as MIME bundle; `detail` 1 asks for the source too. */
  inspect?(
    code: string,
    cursor: number,
    detail: 0 | 1,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
  isComplete?(code: string): Promise<Completeness>;
  /** Does what would make the next cell wait: called when the answer is out, and nobody waits. */
  settle?(): void;
  /** A front end's end of a comm said something. */
  comm?(message: CommMessage): void | Promise<void>;
  /** Open comms: target name by id. */
  comms?(): Readonly<Record<string, string>>;
}
