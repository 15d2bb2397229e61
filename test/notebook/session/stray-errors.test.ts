import { describe, expect, it } from 'vitest';
import { runInOwnProcess } from './own-process.js';

const errorsOf = (outputs: readonly { cellId: string; output_type: string }[]) =>
  outputs
    .filter(({ output_type }) => output_type === 'error')
    .map((output) => [output.cellId, (output as unknown as { evalue: string }).evalue]);

describe('errors that no code caught', () => {
  const wait = (ms: number) => `await new Promise((done) => setTimeout(done, ${ms}));`;

  it('belong to the cell that started them, and the next cell runs', async () => {
    const { results, outputs } = await runInOwnProcess([
      "setTimeout(() => { throw new Error('timer') }, 30); setTimeout(() => { Promise.reject(new Error('plain')) }, 50); 1",
      `const noFrames = () => { const e = new Error('bare'); e.stack = ''; return e }; setTimeout(() => { throw noFrames() }, 40); void (async () => { ${wait(60)} throw noFrames() })();`,
      `${wait(150)} 'next'`,
    ]);
    expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    expect(errorsOf(outputs).sort()).toEqual([
      ['cell-1', 'plain'],
      ['cell-1', 'timer'],
      ['cell-2', 'bare'],
      ['cell-2', 'bare'],
    ]);
  });

  it('show at once and fail the cell while it runs on', async () => {
    const { results, outputs } = await runInOwnProcess([
      `setTimeout(() => { throw new RangeError('while') }, 5);\n${wait(40)}\nconsole.log('goes on');`,
      'process.nextTick(() => process.exit(4)); await null; await new Promise(setImmediate)',
      "'next'",
    ]);
    expect(results[0]).toMatchObject({ status: 'error', error: { ename: 'RangeError', line: 1 } });
    expect(outputs.filter(({ cellId }) => cellId === 'cell-1').map(({ output_type }) => output_type)).toEqual(
      ['error', 'stream'],
    );
    expect(results[1].error?.ename).toBe('ProcessExit');
    expect(results[2].status).toBe('ok');
  });
});

describe('busy loops in callbacks', () => {
  const loops = {
    'a timer': 'setTimeout(() => { while (true); }, 5);',
    'an interval': 'setInterval(() => { while (true); }, 5);',
    'an immediate': 'setImmediate(() => { while (true); });',
    'a tick': 'process.nextTick(() => { while (true); });',
    'a callback of a file': "require('node:fs').stat('.', () => { while (true); });",
    'an async function':
      '(async () => { await new Promise((done) => setTimeout(done, 5)); while (true); })();',
    'a chain of promises': 'const again = (): unknown => Promise.resolve().then(again); again();',
  };

  it(`are ended by a time limit, and the state is kept: ${Object.keys(loops).join(', ')}`, async () => {
    const { results } = await runInOwnProcess([
      'let kept = 0;',
      ...Object.values(loops).flatMap((source) => [
        { source: `${source}\nawait new Promise(() => {})`, timeoutMs: 100 },
        'await new Promise((done) => setTimeout(done, 10)); await new Promise(setImmediate); ++kept',
        { source: 'while (true);', timeoutMs: 100 },
      ]),
      'if (kept !== 7) throw new Error(String(kept))',
    ]);
    const each = Object.keys(loops).flatMap(() => ['interrupted', 'ok', 'interrupted']);
    expect(results.map(({ status }) => status)).toEqual(['ok', ...each, 'ok']);
  });
});
