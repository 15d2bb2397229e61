import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from 'clientele';
import { parseNotebook, writeNotebook } from 'clientele/notebook';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples, mentioned } from './example-list.js';
import { exampleScope } from './example-scope.js';
import { plantedOrders } from './example-shop.js';
import { readExample } from './example-statements.js';
import { typeErrors } from './example-types.js';
import { asTold, readValue } from './example-value.js';
import { importBuilt, sourceFiles, sourceText } from './source-files.js';

// Every `@example` of a docstring is compiled and runs. Behind an expression, on the line where it ends, `// literal`
// must be its value (see `readValue` for `…`), and `// InputError: …` what it throws. Any other comment fails. In scope
// are the public names, what the file itself exports, and the names and files of `example-scope.ts`.

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
  const { ES2022: target } = ts.ScriptTarget;
  const script = ts.transpile(lines.join('\n'), { target, module: ts.ModuleKind.ESNext });
  return `{ ${script} }`; // a block of its own may define again what is in scope
}

function value(actual: unknown, told: string): void {
  const expected = readValue(told);
  expect(asTold(actual, expected)).toStrictEqual(expected);
}

async function error(call: () => Promise<void>, told: string): Promise<void> {
  let thrown: unknown;
  await call().catch((reason: unknown) => {
    thrown = reason;
  });
  const { name, message } = (thrown ?? { name: 'Nothing thrown', message: '' }) as Error;
  const shown = told.endsWith('…') ? `${message.slice(0, told.length - 1)}…` : message;
  expect(`${name}: ${shown}`).toBe(`InputError: ${told}`);
}

/** A folder with the files that examples read. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-examples-'));
  const notebook = parseNotebook('// %% tags=["parameters"]\nconst k = 4;\n', 'quickstart.ts');
  writeFileSync(join(folder, 'orders.csv'), plantedOrders());
  writeFileSync(join(folder, 'quickstart.ipynb'), writeNotebook(notebook));
  return folder;
}

describe('examples in docstrings', () => {
  const before = process.cwd();
  let folder: string;
  beforeAll(() => {
    folder = makeFolder();
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it('are all found', () => {
    const written = sourceFiles.flatMap((file) => sourceText(file).match(/@example\b/g) ?? []);
    expect(examples.length).toBe(written.length);
    expect(examples.length).toBeGreaterThan(50);
  });

  it.each(examples)('$file: $name', async ({ file, code }) => {
    const scope: Record<string, unknown> = {
      ...(await importBuilt('index.ts')),
      ...(await importBuilt('notebook/index.ts')),
      ...(await importBuilt(file)),
      value,
      error,
    };
    const names = Object.keys(exampleScope) as (keyof typeof exampleScope)[];
    for (const name of mentioned(code, names)) scope[name] = await exampleScope[name]();
    await new AsyncFunction(...Object.keys(scope), scriptOf(code))(...Object.values(scope));
  });

  it('pass the type check', async () => expect(await typeErrors(examples)).toEqual([]));
});

describe('what an example tells', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [0.45983, '0.4598…'],
    [-3.5724, '-3.57…'],
    [[1, 2, 3], '[1, 2, …]'],
    [{ value: 0.25, low: 0.1, n: 4 }, '{ value: 0.25, low: 0.1…, … }'],
    [Float64Array.of(0, Math.LN10), 'Float64Array [0, 2.302585092994046]'],
    ['wait …', "'wait …'"],
  ])('%j is %s', (actual, told) => value(actual, told));

  it.each([
    [0.3001, '0.3'],
    [0.4601, '0.4598…'],
    [[1, 2], '[1, 2, …]'],
    [[1, 2, 3], '[1, 2]'],
    [{ value: 0.25, n: 4 }, '{ value: 0.25 }'],
    [{ value: 0.25 }, '{ value: 0.25, n: 4, … }'],
    [[0, 1], 'Float64Array [0, 1]'],
    ['80', '80'],
    [80, 'number of customers'],
  ])('%j is not %s', (actual, told) => expect(() => value(actual, told)).toThrow());

  it.each([
    '// first the table\ntoMatrix(table);',
    'const k = 4; // 4',
    'pca(scaled, {\n  components: 2, // two\n}); // 2',
    'mean([1, 2]);\n// 1.5',
    'mean([1, 2]); /* 1.5 */',
    'mean([1, 2]; // 1.5',
  ])('is refused where it would not be checked: %j', (code) => expect(() => readExample(code)).toThrow());

  it('is an error only with that message', async () => {
    const refuse = async () => {
      throw new InputError('kmeans: there are no customers.');
    };
    await error(refuse, 'kmeans: there are …');
    await expect(error(refuse, 'kmeans: there are')).rejects.toThrow();
    await expect(error(async () => {}, 'kmeans: there are no customers.')).rejects.toThrow();
  });
});
