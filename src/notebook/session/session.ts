import type { MessagePort } from 'node:worker_threads';
import type { ErrorOutput } from '../document/notebook.js';
import type { CommMessage } from './comm-message.js';
import type { LiveOutput } from './live-output.js';

/** What a session is made with. No sockets, no files of its own: whoever makes it owns those. */
export interface SessionOptions {
  /** Folder of the notebook: relative imports and packages are looked up from here first. */
  readonly folder: string;
  /** Name shown in messages, for example `quickstart.ipynb`. */
  readonly name: string;
  /** Every output, in order, with the cell that it belongs to, also when it comes after the cell ended. */
  readonly onOutput: (cellId: string, output: LiveOutput) => void;
  /** Progress of a long call in a cell: 0 to 1. */
  readonly onProgress?: (cellId: string, fraction: number, label: string) => void;
  /**
   * Asks the user for a line of text and blocks until it came; `undefined` when Stop came instead. Default:
   * nobody can be asked, and `prompt` fails.
   *
   * @throws {InputError} When the client takes no input, or the cell does not run any more.
   */
  readonly input?: (cellId: string, question: string, password: boolean) => string | undefined;
  /** Takes what cells say to a front end; default: nobody listens. */
  readonly onComm?: (cellId: string, message: CommMessage) => void;
  /**
   * Strict type check before each cell; default true. With `'warn'`, a cell with type errors runs, and what is
   * wrong with it is told on its error stream.
   */
  readonly check?: boolean | 'warn';
  /**
   * A pipe of this process: every byte that comes in stops the running cell, as `interrupt()` does, also when
   * the cell keeps the thread busy. For a supervisor in another process.
   */
  readonly interruptFd?: number;
  /** Likewise for a supervisor in another thread of this process: every message stops the running cell. */
  readonly interruptPort?: MessagePort;
}

/** A cell to run. */
export interface CellInput {
  readonly id: string;
  /** Number of the cell in the notebook, counted from 1, named in messages. */
  readonly number: number;
  readonly source: string;
  /** Stops the cell when it takes longer; default no limit. */
  readonly timeoutMs?: number;
}

/** How a cell ended. Its outputs went to `onOutput`; so did the error, as its last output. */
export interface CellResult {
  readonly status: 'ok' | 'error' | 'interrupted';
  readonly executionCount: number;
  readonly error?: CellError;
}

/** Why a cell ended with an error, as the output says it, and where in the cell. */
export interface CellError extends ErrorOutput {
  /** `type`: refused by the type check; `syntax`; `input`: an InputError; `thrown`: anything else. */
  readonly kind: 'type' | 'syntax' | 'input' | 'thrown' | 'interrupted';
  /** Line in the cell, counted from 1. */
  readonly line?: number;
  /** Column in that line, counted from 1. */
  readonly column?: number;
}

/** Evaluates the cells of one notebook, one after the other, in one process. */
export interface Session {
  /** Checks and runs a cell; never rejects for what the cell does. */
  execute(cell: CellInput): Promise<CellResult>;
  /** Stops the running cell: aborts its task first, then rejects its await or terminates its busy loop. */
  interrupt(): void;
  /** A front end's end of a comm said something; its handler runs. */
  comm(message: CommMessage): Promise<void>;
  /** Open comms: target name by id. */
  comms(): Readonly<Record<string, string>>;
  /** Frees the checker and the inspector. */
  close(): Promise<void>;
}
