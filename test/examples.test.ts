import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { exampleScope } from './example-scope.js';
import { asTold, readValue } from './example-value.js';
import { readExample } from './read-example.js';

// Every `@example` of a docstring is compiled and runs. Behind an expression, on the line where it ends, `// literal`
// must be its value (see `readValue` for `…`), and `// InputError: …` what it throws. Any other comment fails. In scope
// are the public names, what the file itself exports, and the names of `exampleScope`.
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
    return [...body.matchAll(/^@example\n([\s\S]*?)(?=\n@|$(?![\s\S]))/gm)].map(([, code]) => ({
      file,
      name,
      code: code.trim(),
    }));
  });
}

const files = (readdirSync(source, { recursive: true, encoding: 'utf8' }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
const examples = files.flatMap(examplesIn);
const publicIndex = parse('index.ts');

function parse(file: string): ts.SourceFile {
  const path = join(source, file);
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** What the index exports, types too: name, and the file it comes from. */
const publicNames = publicIndex.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
  const from = (statement.moduleSpecifier as ts.StringLiteral).text.replace(/^\.\/(.*)\.js$/, '$1.ts');
  return (statement.exportClause as ts.NamedExports).elements.map((element) => ({
    name: element.name.text,
    from,
  }));
});

/** Names of the scope that a piece of code mentions. */
function mentioned<Name extends string>(code: string, names: readonly Name[]): Name[] {
  const words = new Set(code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  return names.filter((name) => words.has(name));
}

const scopeNames = Object.keys(exampleScope) as (keyof typeof exampleScope)[];
const importBuilt = async (file: string) =>
  (await import(pathToFileURL(join(build, file.replace(/\.ts$/, '.js'))).href)) as Record<string, unknown>;

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<void>;

/** The example as a script that calls `value` and `error` for what it tells. */
function scriptOf(code: string): string {
  const lines = readExample(code).map((statement) => {
    if (statement.value !== undefined) {
      return `value(${statement.code.replace(/;$/, '')}, ${JSON.stringify(statement.value)});`;
    }
    if (statement.error !== undefined) {
      return `await error(async () => { ${statement.code} }, ${JSON.stringify(statement.error)});`;
    }
    return statement.code;
  });
  const script = ts.transpile(lines.join('\n'), {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
  });
  return `{ ${script} }`; // a block of its own may define again what is in scope
}

describe('examples in docstrings', () => {
  it('are all found', () => {
    const written = files.flatMap(
      (file) => readFileSync(join(source, file), 'utf8').match(/@example\b/g) ?? [],
    );
    expect(examples.length).toBe(written.length);
    expect(examples.length).toBeGreaterThan(50);
  });

  it.each(examples)('$file: $name', async ({ file, code }) => {
    const scope: Record<string, unknown> = {
      ...(await importBuilt('index.ts')),
      ...(await importBuilt(file)),
      value: (actual: unknown, told: string) => {
        const expected = readValue(told);
        expect(asTold(actual, expected)).toStrictEqual(expected);
      },
      error: async (call: () => unknown, told: string) => {
        const thrown = await Promise.resolve()
          .then(call)
          .then(
            () => undefined,
            (error: unknown) => error,
          );
        const { name, message } = thrown as Error;
        expect(`${name}: ${told.endsWith('…') ? `${message.slice(0, told.length - 1)}…` : message}`).toBe(
          `InputError: ${told}`,
        );
      },
    };
    for (const name of mentioned(code, scopeNames)) scope[name] = await exampleScope[name]();
    await new AsyncFunction(...Object.keys(scope), scriptOf(code))(...Object.values(scope));
  });

  it('pass the type check', async () => {
    const root = fileURLToPath(new URL('.', import.meta.url));
    const modules = new Map<string, string>();
    for (const [i, { file, code }] of examples.entries()) {
      const own = mentioned(code, Object.keys(await importBuilt(file)));
      const shared = mentioned(
        code,
        publicNames.map(({ name }) => name),
      ).filter((name) => !own.includes(name));
      const lines = [
        `import { ${shared.join(', ')} } from 'clientele';`,
        `import { ${own.join(', ')} } from '#clientele/${file.replace(/\.ts$/, '')}';`,
        `import type { ExampleScope } from './example-scope.js';`,
        ...mentioned(code, scopeNames).map((name) => `declare const ${name}: ExampleScope['${name}'];`),
        `export async function example() {\n${code}\n}`,
      ];
      modules.set(join(root, `example-${i}.ts`), lines.join('\n'));
    }
    expect(
      typeErrors(root, modules, (path) => examples[Number(/example-(\d+)\.ts$/.exec(path)?.[1])]),
    ).toEqual([]);
  });
});

function typeErrors(
  root: string,
  modules: ReadonlyMap<string, string>,
  exampleAt: (path: string) => Example | undefined,
): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    { verbatimModuleSyntax: false, isolatedModules: false, noUnusedLocals: false, types: [] }, // no types of Node: half the time
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  )!;
  const host = ts.createCompilerHost(config.options);
  const { fileExists, readFile } = host;
  const program = ts.createProgram([...modules.keys()], config.options, {
    ...host,
    fileExists: (path) => modules.has(path) || fileExists(path),
    readFile: (path) => modules.get(path) ?? readFile(path),
    getSourceFile: (path, options) => {
      const text = modules.get(path) ?? readFile(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, options);
    },
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const example = exampleAt(file?.fileName ?? '');
    return `${example?.file ?? file?.fileName}, ${example?.name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

describe('public names', () => {
  it.each(publicNames)('$name has a docstring', ({ name, from }) => {
    expect(docstringOf(name, from)).toMatch(/\w/);
  });

  it('has an example for each function', async () => {
    const values = await importBuilt('index.ts');
    const without = publicNames
      .filter(({ name }) => typeof values[name] === 'function')
      .filter(({ name, from }) => !examples.some((example) => example.name === name && example.file === from))
      .map(({ name, from }) => `${from}: ${name}`);
    expect(without).toEqual([]);
  });
});

/** The prose of the docstring of what a file exports under a name. */
function docstringOf(name: string, file: string): string {
  for (const statement of parse(file).statements) {
    const declared = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.some((one) => one.name.getText() === name)
      : ts.isExportDeclaration(statement)
        ? (statement.exportClause as ts.NamedExports).elements.some((one) => one.name.text === name)
        : (statement as ts.DeclarationStatement).name?.getText() === name;
    if (!declared) continue;
    const [docs] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
    const text = ts.getTextOfJSDocComment(docs?.comment);
    if (text !== undefined) return text;
  }
  return '';
}
