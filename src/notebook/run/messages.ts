import type { LiveOutput } from '../session/live-output.js';
import type { CellInput, CellResult } from '../session/session.js';

/** What the supervisor tells a session process, one JSON text a line. */
export type Command =
  | {
      readonly type: 'open';
      readonly folder: string;
      readonly name: string;
      readonly check: boolean | 'warn';
    }
  | { readonly type: 'execute'; readonly cell: CellInput }
  | { readonly type: 'close' };

/** What a session process tells its supervisor, one JSON text a line. */
export type Report =
  | { readonly type: 'output'; readonly cellId: string; readonly output: LiveOutput }
  | { readonly type: 'progress'; readonly cellId: string; readonly fraction: number; readonly label: string }
  | { readonly type: 'result'; readonly result: CellResult };

/** File descriptors of a session process, beside the standard ones. */
export const COMMANDS = 3;
/** Written synchronously: what a cell showed has left the process before the next line of the cell runs. */
export const REPORTS = 4;
/** Every byte stops the running cell; read by the session's watchdog, which answers during busy loops too. */
export const INTERRUPTS = 5;
/** Never written: it ends with the supervisor. */
export const LIFELINE = 6;
