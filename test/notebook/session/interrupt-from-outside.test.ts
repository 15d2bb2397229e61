import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { MessageChannel, Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { openSession } from './open-session.js';
import { type RanCells, RUN_CELLS } from './own-process.js';

describe('a busy cell is stopped', () => {
  it('by a byte on a pipe, from another process', async () => {
    const cells = ["console.error('busy'); while (true);", "'still there'"];
    const job = JSON.stringify({ cells, options: { folder: tmpdir(), interruptFd: 3 } });
    const child = spawn(process.execPath, [RUN_CELLS, job], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
    const output = text(child.stdout!);
    const timer = setInterval(() => (child.stdio[3] as Writable).write('\n'), 200);
    const { results } = JSON.parse(await output) as RanCells;
    clearInterval(timer);
    expect(results.map(({ status }) => status)).toEqual(['interrupted', 'ok']);
    expect(results[0].error?.evalue).toBe('stopped.');
  });

  it('by a message, from another thread', async () => {
    const { port1, port2 } = new MessageChannel();
    const { session, run } = await openSession({ interruptPort: port2 });
    const other = new Worker(
      "const { workerData } = require('node:worker_threads'); setInterval(() => workerData.postMessage(0), 100)",
      { eval: true, workerData: port1, transferList: [port1] },
    );
    expect((await run('while (true);')).status).toBe('interrupted');
    await other.terminate();
    expect((await run('1 + 1')).value()).toBe('2');
    await session.close();
  });
});
