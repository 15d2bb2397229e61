import type { DisplayOutput, Output } from '../document/notebook.js';
import type { Session, SessionOptions } from '../session/session.js';

/** A display that can be changed later, by its id. */
export interface IdentifiedOutput extends DisplayOutput {
  readonly transient?: { readonly display_id?: string };
}

/** New content for every display with this id. */
export interface UpdateOutput {
  readonly output_type: 'update_display_data';
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id: string };
}

/** The cell's outputs are taken away, at once or when the next one comes. */
export interface ClearOutput {
  readonly output_type: 'clear_output';
  readonly wait: boolean;
}

/** What a cell may put out while a front end watches; a saved notebook knows only `Output`. */
export type LiveOutput = Output | IdentifiedOutput | UpdateOutput | ClearOutput;

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

/** A message of a comm, one end of which is in the front end. */
export interface CommMessage {
  readonly kind: 'comm_open' | 'comm_msg' | 'comm_close';
  readonly commId: string;
  /** Only of `comm_open`. */
  readonly targetName?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** What the session is made with when a kernel makes it. */
export interface KernelSessionOptions extends Omit<SessionOptions, 'onOutput'> {
  readonly onOutput: (cellId: string, output: LiveOutput) => void;
  /**
   * Asks the user for a line of text and blocks until it came. Stop ends it by terminating the execution.
   *
   * @throws {InputError} When the client takes no input, or the cell does not run any more.
   */
  readonly input: (cellId: string, prompt: string, password: boolean) => string;
  readonly onComm: (cellId: string, message: CommMessage) => void;
}

/** A session behind a front end. What is absent is answered with "nothing known", in the protocol's words. */
export interface KernelSession extends Session {
  complete?(code: string, cursor: number): Promise<Completions>;
  /** What is known about the name at the cursor, as MIME bundle; `detail` 1 asks for the source too. */
  inspect?(
    code: string,
    cursor: number,
    detail: 0 | 1,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
  isComplete?(code: string): Promise<Completeness>;
  /** A front end's end of a comm said something. */
  comm?(message: CommMessage): void | Promise<void>;
  /** Open comms: target name by id. */
  comms?(): Readonly<Record<string, string>>;
}
