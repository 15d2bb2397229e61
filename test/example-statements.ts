import ts from 'typescript';

/** One statement of an example, with what has to come of it. */
export interface ExampleStatement {
  readonly code: string;
  /** Value, as written behind `//`. */
  readonly value?: string;
  /** Message of the `InputError` that it throws; only its beginning when it ends in `…`. */
  readonly error?: string;
}

const OPEN = 'async () => {';

/**
 * Reads the code of an example.
 *
 * @throws {Error} For code that is no TypeScript, and for every comment that does not stand behind an expression (or a
 *   `throw`), on the line where it ends: it would not be checked.
 */
export function readExample(code: string): ExampleStatement[] {
  const text = `${OPEN}\n${code}\n}`;
  const file = ts.createSourceFile('example.ts', text, ts.ScriptTarget.Latest, true) as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  for (const { messageText } of file.parseDiagnostics) {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
  const whole = (file.statements[0] as ts.ExpressionStatement).expression as ts.ArrowFunction;
  const { statements, end } = whole.body as ts.Block;
  refuseComment(text.slice(OPEN.length, statements[0]?.getStart() ?? end - 1));
  return statements.map((statement, i) => {
    refuseCommentsInside(statement);
    const code = statement.getText();
    const gap = text.slice(statement.end, statements[i + 1]?.getStart() ?? end - 1);
    const told = /^ \/\/ (\S.*)\n\s*$/.exec(gap)?.[1];
    if (told === undefined) {
      refuseComment(gap);
      return { code };
    }
    if (!ts.isExpressionStatement(statement) && !ts.isThrowStatement(statement)) refuseComment(gap);
    const error = /^InputError: (.+)$/.exec(told)?.[1];
    return error === undefined ? { code, value: told } : { code, error };
  });
}

function refuseCommentsInside(statement: ts.Node): void {
  const start = statement.getStart();
  const visit = (node: ts.Node): void => {
    const parts = node.getChildren();
    if (parts.length > 0) parts.forEach(visit);
    else if (node.getStart() > start) {
      refuseComment(statement.getSourceFile().text.slice(node.pos, node.getStart()));
    }
  };
  visit(statement);
}

function refuseComment(gap: string): void {
  if (gap.trim() !== '') {
    throw new Error(
      `"${gap.trim()}" would not be checked. Say it in the prose, or as a value behind an expression.`,
    );
  }
}
