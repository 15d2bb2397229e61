import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { kMeansMemory } from '#clientele/simd/k-means-memory';
import { loopMemory } from '#clientele/simd/loop-memory';
import { loopsModule } from '#clientele/simd/loops-module';
import { lendThreads } from '#clientele/simd/pool';
import { type Team, withTeam } from '#clientele/simd/team';

const ROWS = 40_000;

/** Sums of 3 columns by shards of 4096 rows, with some threads. */
async function sums(threads: number, work?: (team: Team, run: () => Promise<number>) => Promise<void>) {
  const data = Float64Array.from({ length: 3 * ROWS }, (_, i) => Math.sin(i));
  const memory = kMeansMemory({ count: ROWS, columns: 3, data }, { k: 1, threads, shared: true });
  await withTeam({ memory: memory.memory, precision: 'default', threads }, async (team) => {
    const run = () => team.run('columnFacts', { units: 10, chunk: 1 }, memory.at.job, 4096);
    if (work === undefined) await run();
    else await work(team, run);
  });
  return memory.arrays.shards.slice();
}

/** Lets threads that were just started join. */
const joined = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('withTeam', () => {
  it('computes the same with any number of threads', async () => {
    const one = await sums(1);
    expect(one.some((value) => value !== 0)).toBe(true);
    for (const threads of [2, 3, 5]) {
      const several = await sums(threads, async (team, run) => {
        expect(team.threads).toBe(threads);
        for (let i = 0; i < 20; i++) await run();
        await joined();
        for (let i = 0; i < 20; i++) await run();
      });
      expect(several).toEqual(one);
    }
  });

  it('gives a second team at the same time the one thread of its caller', async () => {
    const seen: number[] = [];
    await sums(2, async (outer) => {
      await sums(2, async (inner, run) => {
        seen.push(outer.threads, inner.threads);
        await run();
      });
    });
    expect(seen).toEqual([2, 1]);
  });

  it('says so when a thread dies, hangs nothing, and works again with new ones', async () => {
    const { threads, giveBack } = lendThreads(1, () => {});
    giveBack();
    const dying = sums(2, async (_, run) => {
      await joined();
      await threads[0].terminate();
      for (let i = 0; i < 50; i++) {
        await run();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await expect(dying).rejects.toThrow('a thread ended before its part of the calculation was done');
    expect(await sums(2)).toEqual(await sums(1));
  });

  it('keeps no process alive', async () => {
    const main = new URL('../../dist/index.js', import.meta.url).href;
    const code = `
      const { parentPort } = require('node:worker_threads');
      import(${JSON.stringify(main)}).then(async ({ kmeans, matrixOf }) => {
        const data = Float64Array.from({ length: 800000 }, (_, i) => Math.sin(i * i));
        await kmeans(matrixOf(data, 8), { k: 8, seed: 1, restarts: 2, threads: 3 });
        parentPort.postMessage('done');
      });`;
    const thread = new Worker(code, { eval: true });
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    const said = new Promise((resolve, reject) => thread.once('message', resolve).once('error', reject));
    expect(await said).toBe('done');
    expect(await ended).toBe(0);
  });
});

describe('loopMemory', () => {
  it('lays arrays out one after another, each at a multiple of 64', () => {
    const { at, arrays } = loopMemory(
      { a: ['uint8', 3], b: ['float64', 2], c: ['uint16', 40], d: ['float32', 0] },
      true,
      { name: 'test', wayOut: '' },
    );
    for (const address of Object.values(at)) expect(address % 64).toBe(0);
    arrays.a.fill(1);
    arrays.b.fill(2);
    arrays.c.fill(3);
    expect([...arrays.a, ...arrays.b]).toEqual([1, 1, 1, 2, 2]);
    expect(arrays.d.length).toBe(0);
  });

  it('refuses more than WebAssembly has, with the size and the way out', () => {
    const rows = { count: 60_000_000, columns: 8, data: new Float64Array(0) };
    expect(() => kMeansMemory(rows, { k: 8, threads: 1, shared: true })).toThrow(
      /^kmeans: 60000000 customers of 8 columns needs 6\.\d+ GB of memory, more than the 4 GB that WebAssembly can address\. .*miniBatch\.$/,
    );
  });
});

describe('loopsModule', () => {
  it('is compiled once', () => {
    expect(loopsModule('default')).toBe(loopsModule('default'));
    expect(loopsModule('default').precision).toBe('default');
  });

  it('has fused multiply-add where it was asked for and the machine has it', () => {
    expect(['default', 'fast']).toContain(loopsModule('fast').precision);
  });
});
