import type { Diagnostic } from '../language/diagnostic.js';
import { flowLength } from '../language/flow-length.js';
import { literalDepth } from '../language/literal-depth.js';
import { parseCell } from '../language/parse-cell.js';
import { linesOf, positionAt } from '../language/position.js';
import type { TypeChecker } from '../language/type-checker.js';
import type { ts } from '../language/typescript.js';

/** What the type check found in a cell. */
export interface CheckedCell {
  /** Why the cell must not run. */
  readonly errors: readonly Diagnostic[];
  /** What is only to be told. */
  readonly warnings: readonly Diagnostic[];
}

/** What the parser notes of comments, though TypeScript declares it internal. */
interface NotedComments {
  readonly commentDirectives?: readonly {
    readonly range: ts.TextRange;
    /** 0 for `@ts-expect-error`, 1 for `@ts-ignore`. */
    readonly type: 0 | 1;
  }[];
}

/** Above it, a check would take more than about two seconds. */
const LONGEST_FLOW = 12_000;
/** The checker compares lists in lists for minutes when they are a hundred deep. */
const DEEPEST = 50;

/**
 * Checks a cell. Below `// @ts-ignore` and `// @ts-expect-error` an error is a warning, and so is an expected error
 * that does not come; a cell that begins with `// @ts-nocheck` has no errors, as in every file of TypeScript.
 *
 * @param onlyWarn - Whether every error is a warning.
 */
export function checkCell(checker: TypeChecker, file: ts.SourceFile, onlyWarn: boolean): CheckedCell {
  if (flowLength(file) > LONGEST_FLOW) return unchecked(checker, file, 'too long');
  if (literalDepth(file) > DEEPEST) return unchecked(checker, file, 'nested too deeply');
  const directives = (file as NotedComments).commentDirectives ?? [];
  const found = checker.check(directives.length === 0 ? file : withoutDirectives(file, directives));
  const lines = linesOf(file.text);
  const byLine = new Map(directives.map((each) => [positionAt(file.text, each.range.end).line, each]));
  const covering = (line: number) => {
    for (let above = line - 1; above > 0; above--) {
      const directive = byLine.get(above);
      if (directive !== undefined) return directive;
      if (!/^\s*(?:\/\/.*)?$/.test(lines[above - 1])) return undefined;
    }
    return undefined;
  };
  const covered = found.filter(({ line }) => covering(line) !== undefined);
  const used = new Set(covered.map(({ line }) => covering(line)));
  const unused = directives
    .filter((directive) => directive.type === 0 && !used.has(directive))
    .map(({ range }): Diagnostic => {
      const message = "Unused '@ts-expect-error' directive.";
      const length = range.end - range.pos;
      return { kind: 'type', code: 2578, message, length, ...positionAt(file.text, range.pos) };
    });
  const errors = onlyWarn ? [] : found.filter((each) => !covered.includes(each));
  const warnings = [...(onlyWarn ? found : covered), ...unused];
  return { errors, warnings: warnings.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** A cell whose check would take far too long; later cells know its names and types all the same. */
function unchecked(checker: TypeChecker, { text }: ts.SourceFile, why: string): CheckedCell {
  checker.check(parseCell(`// @ts-nocheck\n${text}`).file);
  const message = `the cell is ${why} to be checked, and runs without; put its steps into functions or data.`;
  return { errors: [], warnings: [{ kind: 'type', message, length: 1, line: 1, column: 1 }] };
}

/** The same cell, with comments of the same length that ask for nothing. */
function withoutDirectives(
  { text }: ts.SourceFile,
  directives: NonNullable<NotedComments['commentDirectives']>,
): ts.SourceFile {
  let plain = text;
  for (const { range } of directives) {
    const comment = plain.slice(range.pos, range.end).replaceAll('@ts-', '@ts_');
    plain = plain.slice(0, range.pos) + comment + plain.slice(range.end);
  }
  return parseCell(plain).file;
}
