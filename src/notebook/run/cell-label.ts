import type { CodeCell, Notebook } from '../document/notebook.js';

const LONGEST = 60;

/** What a cell is about, in one short line: its title, its first comment, the heading above it, or its first line. */
export function cellLabel(notebook: Notebook, cell: CodeCell): string {
  const title = cell.metadata.title;
  const lines = cell.source.split('\n').filter((line) => line.trim() !== '');
  const comment = /^\s*(?:\/\/|\/\*+)\s*(.*?)(?:\*\/)?\s*$/.exec(lines[0] ?? '')?.[1];
  const found = [typeof title === 'string' ? title : '', comment, headingAbove(notebook, cell), lines[0]];
  return shortened(found.find((text) => text !== undefined && text.trim() !== '') ?? 'empty cell');
}

/** Heading of the prose directly above the cell. */
function headingAbove(notebook: Notebook, cell: CodeCell): string | undefined {
  const above = notebook.cells[notebook.cells.indexOf(cell) - 1];
  if (above?.cell_type !== 'markdown') return undefined;
  return [...above.source.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].at(-1)?.[1].replace(/[*_`]/g, '');
}

/** One line without control characters, which would steer a terminal. */
function shortened(text: string): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  const letters = [...line];
  return letters.length <= LONGEST
    ? line
    : `${letters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`;
}
