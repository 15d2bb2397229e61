import type { Notebook } from '../document/notebook.js';

/** How many lines the cells wrote to their error stream: warnings of library calls, `console.warn`. */
export function warningLines(notebook: Notebook): number {
  return notebook.cells
    .flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []))
    .flatMap((output) => (output.output_type === 'stream' && output.name === 'stderr' ? [output.text] : []))
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.trim() !== '').length;
}
