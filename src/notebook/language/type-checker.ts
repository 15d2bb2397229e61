import type { Diagnostic } from './diagnostic.js';
import type { ts } from './typescript.js';

/** Checks the cells of a notebook, each against the names of the cells that ran before it. */
export interface TypeChecker {
  /** What is wrong with a cell that has no syntax errors. */
  check(file: ts.SourceFile): readonly Diagnostic[];
  /** The cell that was checked last runs now: later cells see its names. */
  commit(): void;
  /** Ends the checker and frees what it holds. */
  close(): void;
}
