import { CLIENTELE_MIME, type Content, type FileContent, type PageContent } from '../../display/bundle.js';
import type { Notebook } from '../document/notebook.js';

/** A file that a cell made for the folder of the report. */
export interface ResultFile {
  readonly name: string;
  /** Cell of the notebook, counted from 1. */
  readonly cell: number;
  readonly content: FileContent | PageContent;
}

/** The files and pages among the outputs of a notebook, and a sentence for each whose name cannot be used. */
export function resultFiles(notebook: Notebook): {
  readonly files: ResultFile[];
  readonly problems: string[];
} {
  const files: ResultFile[] = [];
  const problems: string[] = [];
  for (const { cell, content } of contents(notebook)) {
    if (content.kind !== 'file' && content.kind !== 'page') continue;
    const name = content.kind === 'page' ? `${content.name}.html` : content.name;
    const problem = nameProblem(content.name, name);
    const whole = content.kind === 'page' ? Array.isArray(content.parts) : typeof content.text === 'string';
    if (problem === undefined && whole) files.push({ name, cell, content });
    else if (problem === undefined) problems.push(`cell ${cell}: the result ${name} has no content.`);
    else
      problems.push(
        `cell ${cell}: ${JSON.stringify(content.name)} cannot be the name of a result: ${problem}.`,
      );
  }
  return { files, problems };
}

/** Our own content among the outputs of a notebook, with the number of its cell. */
export function contents(notebook: Notebook): { readonly cell: number; readonly content: Content }[] {
  return notebook.cells.flatMap((cell, index) =>
    cell.cell_type !== 'code'
      ? []
      : cell.outputs.flatMap((output) => {
          if (output.output_type !== 'display_data' && output.output_type !== 'execute_result') return [];
          const content = output.data[CLIENTELE_MIME] as Content | undefined;
          return typeof content === 'object' && content !== null ? [{ cell: index + 1, content }] : [];
        }),
  );
}

/** Why a name must not be used for a file; it may come from data. */
function nameProblem(given: unknown, name: string): string | undefined {
  if (typeof given !== 'string' || given.trim() === '') return 'it is empty';
  if (/[/\\]/.test(name)) return 'it holds a folder; name the file alone';
  if (name.startsWith('.')) return 'it starts with a dot';
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) return 'it holds characters that cannot be seen';
  if (/[<>:"|?*]/.test(name)) return 'not every system takes < > : " | ? * in a name';
  if (/[. ]$/.test(name) || name.startsWith(' ')) return 'it starts or ends with a blank or ends with a dot';
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)) return 'some systems keep it for a device';
  if (/\.(ipynb|[cm]?[jt]sx?)$/i.test(name)) return 'that ending is for notebooks and programs';
  return Buffer.byteLength(name) > 200 ? 'it is too long' : undefined;
}
