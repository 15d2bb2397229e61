import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// Every `@example` of a docstring runs: a statement followed by `// literal` must give that value, one followed
// by `// InputError: …` must throw that message. Public names and the names of the file itself are in scope.
const source = fileURLToPath(new URL('../src', import.meta.url));
const build = fileURLToPath(new URL('../dist', import.meta.url));

interface Example {
  readonly file: string;
  readonly name: string;
  readonly code: string;
}

function examplesIn(file: string): Example[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) => {
    const body = comment[0].replace(/^\/\*\*|\*\/$/g, '').replace(/^[ \t]*\* ?/gm, '');
    const after = text.slice(comment.index + comment[0].length);
    const name = /(?:function\*?|const|class|interface|type)\s+([\p{L}\w$]+)/u.exec(after)?.[1] ?? file;
    return [...body.matchAll(/@example\n([\s\S]*?)(?=\n@|$)/g)].map(([, code]) => ({
      file,
      name,
      code: code.trim(),
    }));
  });
}

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<void>;

/** Turns `statement; // literal` into an expectation. */
function instrument(code: string): string {
  return code
    .split('\n')
    .map((line) => {
      const match = /^(?<statement>(?!\s*\/\/).+?);\s*\/\/ (?<expected>.+)$/.exec(line);
      if (!match?.groups) return line;
      const { statement, expected } = match.groups;
      const error = /^InputError: (.+)$/.exec(expected)?.[1];
      if (error !== undefined) {
        const call = statement.replace(/^throw\s+(.*)$/, '(() => { throw $1; })()');
        return `await expectError(async () => ${call}, ${JSON.stringify(error)});`;
      }
      return isExpression(expected) && !/^(const|let|throw|await import)\b/.test(statement.trim())
        ? `expectValue(${statement}, ${expected.replace(/^Float64Array (\[.*\])$/, 'Float64Array.of(...$1)')});`
        : line;
    })
    .join('\n');
}

function isExpression(text: string): boolean {
  if (/^Float64Array \[.*\]$/.test(text)) return true;
  const parsed = ts.createSourceFile('e.ts', `(${text})`, ts.ScriptTarget.Latest) as ts.SourceFile & {
    parseDiagnostics: unknown[];
  };
  return (
    parsed.parseDiagnostics.length === 0 &&
    !/^[\p{L}_]+$/u.test(text.replace(/^(true|false|null|undefined|NaN|Infinity)$/, '1'))
  );
}

const examples = (readdirSync(source, { recursive: true, encoding: 'utf8' }) as string[])
  .filter((file) => file.endsWith('.ts') && !file.includes('client'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
  .flatMap(examplesIn);

describe('examples in docstrings', () => {
  it('are there', () => expect(examples.length).toBeGreaterThan(5));

  it.each(examples)('$file: $name', async ({ file, code }) => {
    const publicNames = (await import('clientele')) as Record<string, unknown>;
    const own = (await import(pathToFileURL(join(build, file.replace(/\.ts$/, '.js'))).href)) as Record<
      string,
      unknown
    >;
    const scope: Record<string, unknown> = {
      ...publicNames,
      ...own,
      expectValue: (value: unknown, expected: unknown) => expect(value).toEqual(expected),
      expectError: (call: () => unknown, message: string) => expect(call).rejects.toThrow(message),
    };
    const script = ts.transpile(instrument(code), {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
    });
    await new AsyncFunction(...Object.keys(scope), script)(...Object.values(scope));
  });
});
