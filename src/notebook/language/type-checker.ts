import type { Declared } from './cell-module.js';
import type { CellView } from './cell-view.js';
import type { Diagnostic } from './diagnostic.js';
import type { ts } from './typescript.js';

/** Checks the cells of a notebook, each against the names of the cells that ran before it. */
export interface TypeChecker {
  /** What is wrong with a cell that has no syntax errors. */
  check(file: ts.SourceFile): readonly Diagnostic[];
  /** The cell that was checked last runs now: later cells see its names. */
  commit(): void;
  /** Does what would make the next call wait, when nobody waits for it yet. */
  settle(): void;
  /** Names of the cells that ran, with their latest declaration. */
  readonly declared: ReadonlyMap<string, Declared>;
  /**
   * Looks at a cell that is being written, whatever its errors; the check does not see it. Valid until the
   * next call of the checker.
   *
   * @param wanted - Names of earlier cells to be known beside those that the cell uses.
   */
  view(file: ts.SourceFile, wanted?: readonly string[]): CellView;
  /** Ends the checker and frees what it holds. */
  close(): void;
}
