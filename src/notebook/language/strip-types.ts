import { SourceMap } from 'node:module';
import { eraseTypes } from './erase-types.js';
import { needsTransform } from './needs-transform.js';
import { offsetAt, type Position, positionAt } from './position.js';
import { ts } from './typescript.js';

/** JavaScript for a cell, with the way back to its source. */
export interface StrippedCell {
  readonly code: string;
  /** Place in the source for an offset in `code`. */
  sourcePosition(offset: number): Position;
}

/**
 * Takes the types out of a cell that has no syntax errors. Types that can be erased become spaces, so lines
 * and columns stay; other syntax goes through TypeScript's transpiler and its source map.
 *
 * @param project - Options of the project around a file, which change what decorators and fields of classes mean.
 */
export function stripTypes(file: ts.SourceFile, project: ts.CompilerOptions = {}): StrippedCell {
  const source = file.text; // what is returned lives as long as the notebook: the tree must not
  const { experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields } = project;
  const hasAssignedFields = useDefineForClassFields === false && /\bclass\b/.test(source);
  if (!needsTransform(file) && !hasAssignedFields) {
    const code = eraseTypes(file);
    return { code, sourcePosition: (offset) => positionAt(source, offset) };
  }
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: 'cell.ts',
    compilerOptions: {
      target: ts.ScriptTarget.ES2022, // below `using` and decorators, which no Node has at the top of a script
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force,
      verbatimModuleSyntax: true, // a later cell may use what this one imports
      experimentalDecorators,
      emitDecoratorMetadata,
      useDefineForClassFields,
      sourceMap: true,
    },
  });
  const code = outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, '').replace(/^export \{\};$/m, '');
  const map = new SourceMap(JSON.parse(sourceMapText!));
  return {
    code,
    sourcePosition(offset) {
      const { line, column } = positionAt(code, offset);
      const entry = map.findEntry(line - 1, column - 1);
      if (!('originalLine' in entry)) return { line: 1, column: 1 };
      const start = { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
      return positionAt(source, offsetAt(source, start));
    },
  };
}
