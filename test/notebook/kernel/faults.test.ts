import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from './client.js';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

/** The kernel answers the next cell, with what was there before. */
async function goesOn(): Promise<void> {
  const { reply, outputs } = await kernel.execute('kept + 1');
  expect(reply.content.status).toBe('ok');
  expect(outputs.at(-1)?.content.data['text/plain']).toBe('42');
}

describe('a cell that goes wrong is answered, and the kernel goes on', () => {
  beforeAll(() => kernel.execute('const kept = 41;'));

  it.each([
    ['process.exit(3)', 'ProcessExit'],
    ['function again(): number { return again() + 1; }\nagain()', 'RangeError'],
    ["throw { own: 'object' }", 'Thrown'],
    ['throw undefined', 'Thrown'],
    ["await Promise.reject(new Error('rejected'))", 'Error'],
    ['new Array(-1)', 'RangeError'],
    ["'x'.repeat(2 ** 30)", 'RangeError'],
    [
      'const circle: Record<string, unknown> = {};\ncircle.own = circle;\nJSON.stringify(circle)',
      'TypeError',
    ],
    ["await import('./no-such-file.ts' as string)", 'InputError'],
    [
      'Object.assign(new Error("m"), { get stack() { throw 1; } });\nthrow new Proxy(new Error("p"), { get() { throw 2; } })',
      'Thrown',
    ],
  ])('%s', async (code, ename) => {
    const { reply } = await kernel.execute(code);
    expect(reply.content).toMatchObject({ status: 'error', ename });
    await goesOn();
  });

  it.each([
    'const = 1',
    'let a; let a;',
    'return 5',
    'break;',
    'const x = {',
    '"open',
    '`open ${',
    '/open',
    '/* open',
    'a b c',
    'class { }',
    'function () {}',
    'for (const of of) {',
    'import { from "x"',
    'await = 3',
    'yield 1',
    'enum { a }',
    '1 = 2',
    '({ a: 1, a: 2 }',
    '@',
    '#private',
    '\\u{110000}',
    '\u0000\u0001',
    'if (1) { } } ',
    'new.target',
    'super.x',
    'delete kept',
    'with (kept) {}',
    '0777',
    'const kept',
  ])('syntax: %s', async (code) => {
    const { reply } = await kernel.execute(code);
    expect(reply.content.status).toBe('error');
    expect(reply.content.ename).toMatch(/^(?:SyntaxError|TypeScriptError)$/);
    expect(reply.content.traceback[0]).toMatch(/line \d+, column \d+/);
    expect(reply.content.traceback.join('\n')).not.toContain('node:internal');
    await goesOn();
  });

  it('a throw in a timer and a rejection that nobody takes are shown with their cell', async () => {
    const { id } = await kernel.execute(
      'setTimeout(() => { throw new RangeError("late"); }, 20);\nvoid (async () => { await null; throw new TypeError("left"); })();\nawait null;',
    );
    const names = () =>
      kernel
        .iopubOf(id)
        .filter(({ type }) => type === 'error')
        .map(({ content }) => content.ename);
    await expect.poll(names).toEqual(['TypeError', 'RangeError']);
    await goesOn();
  });

  it('values that contain themselves, that have no end and that refuse to be shown, are shown', async () => {
    for (const code of [
      'const ring: unknown[] = [];\nring.push(ring);\nring',
      '({ get own() { throw new Error("no"); } })',
      'new Proxy({}, { ownKeys() { throw new Error("no"); } })',
      '(function* () { while (true) yield 1; })()',
      'Object.create(null)',
      'Symbol("s")',
      '10n ** 500n',
    ]) {
      const { reply, outputs } = await kernel.execute(code);
      expect([code, reply.content.status]).toEqual([code, 'ok']);
      expect(typeof outputs[0].content.data['text/plain']).toBe('string');
    }
    await goesOn();
  });
});

describe('a cell of a megabyte', () => {
  it('of data is checked and runs', async () => {
    const numbers = Array.from({ length: 150_000 }, (_, i) => i).join(', ');
    const { outputs } = await kernel.execute(`const numbers = [${numbers}]; numbers.length`);
    expect(outputs.map(({ content }) => content.data['text/plain'])).toEqual(['150000']);
    expect((await kernel.execute('numbers.nothing')).reply.content.ename).toBe('TypeScriptError');
  });

  it('of statements runs without the check, which would take minutes; later cells know its names', async () => {
    const calls = Array.from({ length: 50_000 }, (_, i) => `Math.max(${i}, 1);`).join('\n');
    const { outputs, reply } = await kernel.execute(`const begun: number = 'x';\n${calls}`);
    expect(reply.content.status).toBe('ok');
    expect(outputs[0].content.text).toMatch(
      /^Warning: .*, cell \d+, line 1, column 1: the cell is too long to be checked, and runs without; put its steps into functions or data\.\n$/,
    );
    expect((await kernel.execute('begun.nothing')).reply.content.ename).toBe('TypeScriptError');
    expect((await kernel.execute('begun.toFixed')).reply.content.status).toBe('ok');
  });

  it('of lists in lists runs without the check, which would not end', async () => {
    const { outputs, reply } = await kernel.execute(
      `const deep = ${'['.repeat(200)}1${']'.repeat(200)}; deep.length`,
    );
    expect(reply.content.status).toBe('ok');
    expect(outputs[0].content.text).toContain(
      'the cell is nested too deeply to be checked, and runs without',
    );
    expect(outputs[1].content.data['text/plain']).toBe('1');
  });

  it('of one expression is refused in one sentence', async () => {
    for (const code of [
      `${'('.repeat(500_000)}1${')'.repeat(500_000)}`,
      Array(200_000).fill('1').join(' + '),
    ]) {
      const { reply } = await kernel.execute(code);
      expect(reply.content).toMatchObject({
        ename: 'SyntaxError',
        evalue: 'An expression here has too many parts inside one another; split it, or read it as data.',
      });
    }
    expect((await kernel.execute('1 + 1')).reply.content.status).toBe('ok');
  });
});
