import type { Notebook } from '../document/notebook.js';
import type { PageFailure } from '../page/page-options.js';
import type { ParameterTexts } from './apply-parameters.js';

/** How a notebook is run. */
export interface RunOptions {
  /** Values of its parameters, as typed; checked against the cell tagged `parameters` before anything runs. */
  readonly parameters?: ParameterTexts;
  /** Folder for the report, made when it is missing; default `results` in the current folder. */
  readonly folder?: string;
  /** ISO date or time that the page says it was made at; absent: it carries no time of its own. */
  readonly generatedOn?: string;
  /** Seconds after which the whole notebook is stopped; default: never. */
  readonly timeoutSeconds?: number;
  /** Strict type check before each cell; default true. With `'warn'`, type errors are told, and the cell runs. */
  readonly check?: boolean | 'warn';
  /** Stops the run when aborted: the running cell ends, and what was computed is written. */
  readonly stop?: AbortSignal;
  /** Files that must not be written, beside the notebook itself: other notebooks of the same command. */
  readonly sources?: readonly string[];
  /** Names in the folder that are taken already, with what wrote them; the run adds its own. */
  readonly taken?: Map<string, string>;
}

/** What happens during a run; nothing of it reaches the files. */
export interface RunEvents {
  readonly onCellStart?: (cell: RunningCell) => void;
  /** How far a long call is: 0 to 1, with a few words on what is being done. */
  readonly onProgress?: (fraction: number, label: string) => void;
  readonly onCellEnd?: (status: CellStatus) => void;
  /** All cells have ended; the page is being made and the files written. */
  readonly onWriting?: () => void;
}

/** A cell that has begun to run. */
export interface RunningCell {
  /** Place among the code cells that run, counted from 1. */
  readonly position: number;
  /** Code cells that run. */
  readonly total: number;
  /** What the cell is about: its title, its first comment, or the heading above it. */
  readonly label: string;
}

/** How a cell ended. */
export type CellStatus = 'ok' | 'failed' | 'stopped';

/** Where and why a run stopped. */
export interface RunFailure extends PageFailure {
  /**
   * `cell`: it failed. `interrupted`: someone stopped it. `timeout`: it took too long. `ended`: it took its process
   * along.
   */
  readonly kind: 'cell' | 'interrupted' | 'timeout' | 'ended';
  /** Line of the file, counted from 1; known for scripts. */
  readonly fileLine?: number;
}

/** How a run ended. */
export interface RunResult {
  /** The notebook with parameters set and outputs as they came; cells that were not reached have none. */
  readonly notebook: Notebook;
  readonly failure?: RunFailure;
  /** Ids of the cells that were not reached. */
  readonly notRun: readonly string[];
  /** Sentences on persona cards whose numbers do not match their table. */
  readonly unproven: readonly string[];
  /** Everything else that is not as it should be, each one sentence: a file that could not be written, say. */
  readonly problems: readonly string[];
  /** Messages of library calls that something is usable but odd. */
  readonly warnings: number;
  /** Files written, the report first. */
  readonly files: readonly string[];
}
