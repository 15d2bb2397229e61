import type { Notebook } from '../document/notebook.js';
import type { CellsRun } from './run-cells.js';

/** A notebook with what its cells left behind; nothing of an earlier run stays. */
export function executedNotebook(notebook: Notebook, { outputs, counts }: CellsRun): Notebook {
  return {
    ...notebook,
    cells: notebook.cells.map((cell) =>
      cell.cell_type === 'code'
        ? { ...cell, execution_count: counts.get(cell.id) ?? null, outputs: outputs.of(cell.id) }
        : cell,
    ),
  };
}
