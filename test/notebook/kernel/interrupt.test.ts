import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from './client.js';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.execute('let counter = 0;');
});
afterAll(() => kernel.stop());

const BUSY = 'while (true) counter++;';
const LONG_WAIT = 'await new Promise(() => {});';
/** As a cell does whose input box is open. */
const BLOCKED = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends a cell and waits until it runs. */
async function running(code: string): Promise<string> {
  const id = kernel.send('shell', 'execute_request', { code });
  await kernel.until(({ type, parent }) => type === 'execute_input' && parent.msg_id === id);
  await pause(200);
  return id;
}

describe('interrupt', () => {
  it.each([BUSY, LONG_WAIT, BLOCKED])('by message ends %s soon and keeps the state', async (code) => {
    const id = await running(code);
    const start = performance.now();
    const answer = await kernel.request('interrupt_request', {}, 'control');
    expect(answer.content).toEqual({ status: 'ok' });
    const reply = await kernel.reply(id);
    // 100 ms on a machine that does nothing else; the tests run beside others.
    expect(performance.now() - start).toBeLessThan(1000);
    expect(reply.content).toMatchObject({ status: 'error', ename: 'Interrupted' });
    await kernel.idle(id);
    const after = await kernel.execute('typeof counter');
    expect(after.outputs[0].content.data['text/plain']).toContain('number');
  });

  it.each([BUSY, LONG_WAIT])('by SIGINT ends %s too, again and again', async (code) => {
    await pause(1500); // the thread that listens while the main one is busy starts a second after the kernel
    for (let round = 0; round < 2; round++) {
      const id = await running(code);
      kernel.process.kill('SIGINT');
      expect((await kernel.reply(id)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
      await kernel.idle(id);
    }
    expect((await kernel.execute('1')).reply.content.status).toBe('ok');
  });

  it('ends a blocked thread again and again', async () => {
    for (let round = 0; round < 8; round++) {
      const id = kernel.send('shell', 'execute_request', { code: `console.log('runs'); ${BLOCKED}` });
      await kernel.until(({ type, parent }) => type === 'stream' && parent.msg_id === id);
      await kernel.request('interrupt_request', {}, 'control');
      expect((await kernel.reply(id)).content.ename).toBe('Interrupted');
    }
    expect((await kernel.execute('1')).reply.content.status).toBe('ok');
  });

  it('of an idle kernel changes nothing', async () => {
    await kernel.request('interrupt_request', {}, 'control');
    kernel.process.kill('SIGINT');
    await pause(200);
    expect((await kernel.execute('1')).reply.content.status).toBe('ok');
  });

  it('aborts what was queued behind the cell', async () => {
    const id = await running(BUSY);
    const queued = kernel.send('shell', 'execute_request', { code: '"queued"' });
    await pause(50);
    await kernel.request('interrupt_request', {}, 'control');
    await kernel.reply(id);
    expect((await kernel.reply(queued)).content.status).toBe('aborted');
  });

  it('ends a cell that writes without end, and keeps what it wrote', async () => {
    const id = await running('for (let i = 0; ; i++) console.log(i);');
    await kernel.request('interrupt_request', {}, 'control');
    expect((await kernel.reply(id)).content.status).toBe('error');
    await kernel.idle(id);
    const lines = kernel
      .iopubOf(id)
      .map(({ content }) => content.text ?? '')
      .join('')
      .split('\n');
    expect(lines.length).toBeGreaterThan(1000);
    expect(lines.slice(0, -1)).toEqual(lines.slice(0, -1).map((_, i) => `${i}`));
  });

  it('silences what the cell left behind', async () => {
    const id = await running(`setInterval(() => console.log("still here"), 20); ${LONG_WAIT}`);
    await kernel.request('interrupt_request', {}, 'control');
    await kernel.reply(id);
    await kernel.idle(id);
    const count = kernel.iopubOf(id).length;
    await pause(200);
    expect(kernel.iopubOf(id)).toHaveLength(count);
  });
});

describe('a busy cell', () => {
  it('delays neither heartbeat nor control', async () => {
    const id = await running(BUSY);
    for (let i = 0; i < 5; i++) expect(await kernel.heartbeat()).toBeLessThan(500);
    const start = performance.now();
    expect((await kernel.request('kernel_info_request', {}, 'control')).content.status).toBe('ok');
    expect(performance.now() - start).toBeLessThan(500);
    await kernel.request('interrupt_request', {}, 'control');
    await kernel.reply(id);
  });
});
