import { createSession } from 'clientele/notebook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenSession, openSession } from './open-session.js';

let open: OpenSession;
beforeAll(async () => {
  open = await openSession();
});
afterAll(() => open.session.close());

const run = (source: string, timeoutMs?: number) => open.run(source, timeoutMs);
const plainValue = async (source: string) => {
  const cell = await run(source);
  expect(cell.error?.traceback).toBeUndefined();
  return cell.value();
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('names across cells', () => {
  it('a function of an earlier cell sees a later assignment', async () => {
    await run('let rate = 1;\nconst priced = (amount: number) => amount * rate;');
    await run('rate = 3;');
    expect(await plainValue('priced(2)')).toBe('6');
  });

  it('a function of an earlier cell sees a name that is declared anew', async () => {
    await run('const limit = 10; function under(n: number) { return n < limit }');
    await run('const limit = 2;');
    expect(await plainValue('under(5)')).toBe('false');
  });

  const declarations = [
    'let x = 1',
    'const x = 1',
    'var x = 1',
    'function x() {}',
    'class x {}',
    'enum x { a }',
  ];
  const pairs = declarations.flatMap((before) => declarations.map((after) => [before, after] as const));
  it.each(pairs)('%s, then %s', async (before, after) => {
    expect((await run(before)).status).toBe('ok');
    expect((await run(after)).status).toBe('ok');
    expect((await run(`await null;\n${before}`)).status).toBe('ok');
  });

  it('functions are known from the first line of their cell on', async () => {
    expect(
      await plainValue('const early = twice(4);\nfunction twice(n: number) { return 2 * n }\nearly'),
    ).toBe('8');
    expect(await plainValue('twice.name')).toBe("'twice'");
  });

  it('a function calls itself through its name, so that a later one takes its place', async () => {
    await run('function f(n: number): number { return n === 0 ? 0 : f(n - 1) }\nconst old = f;');
    await run('function f(n: number): number { return 100 + n }');
    expect(await plainValue('old(3)')).toBe('102');
  });

  it('var in blocks and loops belongs to the notebook', async () => {
    await run('for (var i = 0; i < 3; i++) { var last = i }\nvar [p, { q }] = [1, { q: 2 }], r;');
    expect(await plainValue('[i, last, p, q, r]')).toBe('[ 3, 2, 1, 2, undefined ]');
  });

  it('a cell that failed can be run again with other declarations', async () => {
    const failed = await run("const later = (() => { throw new Error('no') })();");
    expect(failed.status).toBe('error');
    await run('const later = 5;');
    expect(await plainValue('later')).toBe('5');
  });

  it('cells that wait at their top declare names too', async () => {
    await run(
      'const { a, b: [b1] } = await Promise.resolve({ a: 1, b: [2] });\nclass Later { n = a }\nlet c; function g() { return a + b1 }',
    );
    expect(await plainValue('[a, b1, new Later().n, Later.name, c, g()]')).toBe(
      "[ 1, 2, 1, 'Later', undefined, 3 ]",
    );
  });

  it('runs in strict mode', async () => {
    expect((await run('undeclared = 1')).error?.evalue).toBe('undeclared is not defined');
  });

  it('tolerates exports', async () => {
    expect(
      await plainValue('export const e = 1; export function f2() { return e }\nexport { e as other };\nf2()'),
    ).toBe('1');
    expect(await plainValue('export default 1 + 1')).toBe('2');
    expect(await plainValue('export default function () { return 3 }')).toBeUndefined();
  });
});

describe('waiting', () => {
  it.each([
    ['await at the top', 'const one = await Promise.resolve(1);\none + (await 2) * 2', '5'],
    ['await inside of an expression', '[await 1, { n: await 2 }.n, (() => 3)() + await 3]', '[ 1, 2, 6 ]'],
    [
      'an await that fails, caught',
      "try { await Promise.reject(new Error('x')) } catch (e) { (e as Error).message }",
      undefined,
    ],
    ['nested', 'await (await Promise.resolve(Promise.resolve(4)))', '4'],
    ['a thenable', 'await { then(ok: (n: number) => void) { ok(7) } }', '7'],
    ['functions', 'const f3 = async (n: number) => (await n) + 1;\nawait f3(1)', '2'],
  ])('%s', async (_, source, value) => expect(await plainValue(source)).toBe(value));

  it('for await over async and sync iterables, with break, continue and patterns', async () => {
    await run(`async function* pages() { yield { n: 1 }; yield { n: 2 }; yield { n: 3 }; yield { n: 4 } }
const seen: number[] = [];
for await (const { n } of pages()) { if (n === 2) continue; if (n === 4) break; seen.push(n) }
let m: number;
for await (m of [Promise.resolve(8), 9]) seen.push(m);
async function inside() { for await (const { n } of pages()) seen.push(10 * n) }
await inside();`);
    expect(await plainValue('seen.join()')).toBe("'1,3,8,9,10,20,30,40'");
  });

  it('leaves an async iterator when the loop breaks', async () => {
    await run(`let left = false;
async function* endless() { try { for (let i = 0; ; i++) yield i } finally { left = true } }
for await (const i of endless()) if (i === 3) break;`);
    expect(await plainValue('await null; left')).toBe('true');
  });
});

describe('the value of a cell', () => {
  it.each([
    ['an expression', '1 + 1', '2'],
    ['also with a semicolon', "'text';", "'text'"],
    ['not undefined', 'undefined', undefined],
    ['null', 'null', 'null'],
    ['nothing behind void', 'void 5', undefined],
    ['nothing when the cell ends with a declaration', '5;\nconst unused = 6;', undefined],
    ['nothing when it ends with a loop', 'for (const i of [1, 2]) i', undefined],
    ['the last, after await', "await null;\n'a';\n'b'", "'b'"],
    ['a promise is waited for', 'Promise.resolve([1])', '[ 1 ]'],
    ['special numbers', '[NaN, -0, 1n]', '[ NaN, -0, 1n ]'],
    ['minus zero', '-0', '-0'],
    ['a big integer', '12345678901234567890n', '12345678901234567890n'],
    ['a symbol', "Symbol('s')", 'Symbol(s)'],
    ['a function', '(function named() {})', '[Function: named]'],
  ])('%s', async (_, source, value) => expect(await plainValue(source)).toBe(value));

  it('a failed promise at the end fails the cell', async () => {
    const cell = await run("Promise.reject(new RangeError('late'))");
    expect(cell.error).toMatchObject({ kind: 'thrown', ename: 'RangeError', evalue: 'late' });
  });
});

describe('outputs', () => {
  it('come in order, by stream, each at once', async () => {
    const cell = await run(
      "console.log('a'); console.log('b'); console.error('c'); display(1); process.stdout.write('d'); process.stdout.write(Buffer.from('é')); 2",
    );
    expect(cell.outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'a\n' },
      { output_type: 'stream', name: 'stdout', text: 'b\n' },
      { output_type: 'stream', name: 'stderr', text: 'c\n' },
      { output_type: 'display_data', data: { 'text/plain': '1' }, metadata: {} },
      { output_type: 'stream', name: 'stdout', text: 'd' },
      { output_type: 'stream', name: 'stdout', text: 'é' },
      {
        output_type: 'execute_result',
        execution_count: expect.any(Number),
        data: { 'text/plain': '2' },
        metadata: {},
      },
    ]);
  });

  it('keep 20,000 lines', async () => {
    const cell = await run("for (let i = 0; i < 20_000; i++) console.log('line', i)");
    const lines = cell.text().trimEnd().split('\n');
    expect(lines.length).toBe(20_000);
    expect(lines.every((line, i) => line === `line ${i}`)).toBe(true);
  });

  it('that come late belong to the cell that started them', async () => {
    const first = await run("setTimeout(() => { console.log('late'); display('x') }, 20); 1");
    const second = await run("await new Promise((done) => setTimeout(done, 60)); console.log('second')");
    await pause(20);
    expect(first.text()).toBe('late\n');
    expect(first.outputs.at(-1)).toMatchObject({ output_type: 'display_data' });
    expect(second.text()).toBe('second\n');
  });

  it('of a warning of the task go to stderr', async () => {
    const cell = await run("import { currentTask } from 'clientele';\ncurrentTask().warn('3 rows dropped')");
    expect(cell.text('stderr')).toBe('3 rows dropped\n');
  });
});

describe('errors', () => {
  it('name the line and column of the cell', async () => {
    const { error } = await run('const n = 1;\n  null!.x');
    expect(error).toMatchObject({ kind: 'thrown', ename: 'TypeError', line: 2, column: 9 });
    expect(error?.traceback.join('\n')).toContain('orders.ipynb');
  });

  it('lead through functions of other cells', async () => {
    await run("async function load() {\n  await null;\n  throw new Error('gone');\n}");
    const { error } = await run('const a = 1;\n\n  await load();');
    expect(error).toMatchObject({ line: 3, column: 3 });
    expect(error?.traceback.join('\n')).toMatch(/at load, orders\.ipynb, cell \d+, line 3, column 9/);
  });

  it('of what the caller can fix are one sentence', async () => {
    const cell = await run(
      "import { InputError } from 'clientele';\nthrow new InputError('kmeans: k is 9.');",
    );
    expect(cell.error).toMatchObject({
      kind: 'input',
      ename: 'InputError',
      evalue: 'kmeans: k is 9.',
      line: 2,
    });
    expect(cell.error?.traceback).toEqual([
      expect.stringMatching(/^orders\.ipynb, cell \d+: kmeans: k is 9\.$/),
    ]);
  });

  it('of syntax name line and column', async () => {
    expect((await run('let a = 1;\nlet b = ;')).error).toMatchObject({ kind: 'syntax', line: 2, column: 9 });
    expect((await run('\n  break;')).error).toMatchObject({ kind: 'syntax', line: 2, column: 3 });
    expect((await run('await null;\nlet d = 1;\nlet e = 2; /(/')).error).toMatchObject({
      kind: 'syntax',
      line: 3,
    });
  });

  it.each([
    ['throw 5', '5'],
    ['throw undefined', 'undefined'],
    ["throw { code: 'E' }", "{ code: 'E' }"],
    [
      "const odd = new Error(); Object.defineProperty(odd, 'message', { get() { throw 1 } }); throw odd",
      'an error whose name and message cannot be read',
    ],
    ["class Strange extends Error { get stack() { throw 1 } }; throw new Strange('s')", 's'],
  ])('%s is answered', async (source, evalue) => {
    expect((await run(source)).error).toMatchObject({ kind: 'thrown', evalue });
  });

  it('tell their cause', async () => {
    const { error } = await run("throw new Error('outer', { cause: new TypeError('inner') })");
    expect(error?.traceback.at(-1)).toBe('caused by TypeError: inner');
  });

  it('show no frames of the session in what a cell prints', async () => {
    const cell = await run("\n console.log(new Error('seen'))");
    expect(cell.text()).toMatch(/^Error: seen\n +at orders\.ipynb, cell \d+, line 2, column 14\n$/);
  });

  it('process.exit ends the cell', async () => {
    const cell = await run("console.log('before');\nprocess.exit(3);\nconsole.log('after');");
    expect(cell.text()).toBe('before\n');
    expect(cell.error).toMatchObject({ ename: 'ProcessExit', line: 2 });
  });
});

describe('stop', () => {
  it('rejects what a cell waits for, and runs its finally', async () => {
    const running = run("try { await new Promise(() => {}) } finally { console.log('cleaned') }");
    await pause(30);
    open.session.interrupt();
    const cell = await running;
    expect(cell.status).toBe('interrupted');
    expect(cell.text()).toBe('cleaned\n');
  });

  it('aborts the task', async () => {
    const long = run(`import { currentTask } from 'clientele';
const task = currentTask();
await new Promise((_, reject) => task.signal.addEventListener('abort', () => reject(task.signal.reason)));`);
    await pause(30);
    open.session.interrupt();
    expect((await long).status).toBe('interrupted');
  });

  it('keeps the state, and mutes what goes on', async () => {
    await run('let ticks = 0;');
    const running = run(
      "const timer = setInterval(() => { ticks++; console.log('tick') }, 5);\nawait new Promise(() => {})",
    );
    await pause(40);
    open.session.interrupt();
    const cell = await running;
    const printed = cell.text().length;
    await pause(40);
    expect(cell.text().length).toBe(printed);
    await run('clearInterval(timer)');
    expect(Number(await plainValue('ticks'))).toBeGreaterThan(0);
  });

  it.each([
    ['a busy loop', 'while (true);'],
    ['a busy loop that fills lists', 'while (true) new Array(1000).fill(1.5);'],
    ['a busy loop with a loop inside', 'while (true) new Array(1000).map((value) => value);'],
    ['a busy loop after waiting', 'await new Promise((done) => setTimeout(done, 5));\nwhile (true);'],
    ['a loop that only awaits', 'while (true) await null;'],
    [
      'a loop that catches',
      'while (true) { try { await new Promise((done) => setTimeout(done, 5)) } catch {} }',
    ],
    ['an async function that only awaits', 'async function spin() { while (true) await null }\nawait spin()'],
    [
      'a for await without end',
      'for await (const i of (async function* () { while (true) yield 1 })()) void i;',
    ],
    ['a promise that nobody settles', 'await new Promise(() => {})'],
    ['a promise as value', 'new Promise(() => {})'],
  ])('a time limit ends %s', async (_, source) => {
    const cell = await run(source, 100);
    expect(cell.error).toMatchObject({ kind: 'interrupted', ename: 'Interrupted' });
    expect(cell.error?.evalue).toMatch(/^stopped, because it took longer than 0\.1 s\.$/);
    expect(await plainValue('1 + 1')).toBe('2');
  });
});

describe('imports', () => {
  it.each([
    ["import { sep, join as joined } from 'node:path';\njoined('a', 'b').replace(sep, '/')", "'a/b'"],
    ["import path from 'node:path';\ntypeof path.join", "'function'"],
    ["import * as os from 'node:os';\ntypeof os.cpus", "'function'"],
    ["import def, * as all from 'node:path';\ndef === all.default", 'true'],
    ["const { join } = await import('node:path');\ntypeof join", "'function'"],
    ["import { op } from 'arquero';\ntypeof op.mean", "'function'"],
    ["import { tableOf } from 'clientele';\ntableOf({ a: [1, 2] }).numRows()", '2'],
    ["require('node:path') === require('path')", 'true'],
    [
      "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);\ntypeof require('node:fs').readFileSync",
      "'function'",
    ],
    ["import.meta.filename.endsWith('orders.ipynb')", 'true'],
  ])('%s', async (source, value) => expect(await plainValue(source)).toBe(value));

  it('are hoisted', async () => {
    expect(await plainValue("const w = win32.sep;\nimport { win32 } from 'node:path';\nw")).toBe("'\\\\'");
  });

  it('name what is missing, and the nearest', async () => {
    const missing = await run("const a = 1;\nimport x from 'no-such-package';");
    expect(missing.error).toMatchObject({ kind: 'input', line: 2 });
    expect(missing.error?.evalue).toContain('npm install no-such-package');
    const misspelt = await run("import { tabelOf } from 'clientele';");
    expect(misspelt.error?.evalue).toBe(
      '"clientele" exports no "tabelOf". Nearest: "tableOf". A type is imported with `import type`.',
    );
    expect((await run("import { x } from './no-such-file.js';")).error?.evalue).toContain(
      'there is no "./no-such-file.js"',
    );
  });
});

it('a process has one session at a time', async () => {
  await expect(createSession({ folder: '.', name: 'n', onOutput() {} })).rejects.toThrow(
    'createSession: a session is open in this process; close it, or use another process.',
  );
});
