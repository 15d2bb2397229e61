import type { Diagnostic } from './diagnostic.js';
import { positionAt } from './position.js';
import { ts } from './typescript.js';

/** A cell as a syntax tree, or the errors that keep it from being one. */
export interface ParsedCell {
  readonly file: ts.SourceFile;
  readonly errors: readonly Diagnostic[];
}

/** Parses a cell as a TypeScript module. */
export function parseCell(source: string): ParsedCell {
  const file = parse(source, 'cell.ts');
  // Declared internal, though no other call gives the errors of one file without a program.
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
  const errors = parseDiagnostics.map(({ messageText, start, length, code }) => ({
    kind: 'syntax' as const,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    code,
    length,
    ...positionAt(source, start),
  }));
  return { file, errors };
}

/** A syntax tree of TypeScript or JavaScript, with parents; a module, also without imports and exports. */
export function parse(text: string, fileName: 'cell.ts' | 'cell.js'): ts.SourceFile {
  // Else `await (x)` at the top is a call of a function named `await`.
  const setExternalModuleIndicator = (file: ts.SourceFile) =>
    Object.assign(file, { externalModuleIndicator: true });
  const options = { languageVersion: ts.ScriptTarget.ESNext, setExternalModuleIndicator };
  return ts.createSourceFile(fileName, text, options, true);
}
