import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { KernelClient, MAIN } from './client.js';

it.each([
  'const kept: number[][] = []; while (true) kept.push(new Array(1000).fill(1.5));',
  'const kept: number[][] = []; while (true) { kept.push(new Array(1000).fill(1.5)); await null; }',
])(
  'a cell that fills the memory is stopped before the process ends, and the state is there: %s',
  async (code) => {
    const kernel = await KernelClient.start({
      command: [process.execPath, '--max-old-space-size=400', MAIN],
    });
    try {
      const { reply } = await kernel.execute(code);
      expect(reply.content.ename).toBe('Interrupted');
      expect(reply.content.evalue).toMatch(
        /memory .*; the largest: kept \(about [1-9]\d*(?:,\d{3})* values\)\.$/,
      );
      const after = await kernel.execute('kept.length = 0; "freed"');
      expect(after.outputs[0]?.content.data['text/plain']).toBe("'freed'");
      // Garbage alone fills nothing.
      const garbage = await kernel.execute(
        'let sum = 0; for (let i = 0; i < 300_000; i++) sum += new Array(1000).fill(i).length; sum',
      );
      expect(garbage.outputs[0]?.content.data['text/plain']).toBe('300000000');
    } finally {
      await kernel.stop();
    }
  },
);

const small = { command: [process.execPath, '--max-old-space-size=200', MAIN] };
// One built-in function that takes all of the memory, which nothing can stop.
const BOMB = 'JSON.parse(`[${\'{"i":1},\'.repeat(8e6)}0]`);';
const outputsOf = ({ outputs }: { outputs: { content: unknown }[] }) => outputs.map(({ content }) => content);

it('a kernel that V8 ended says so in its first cell after the restart, once', async () => {
  const first = await KernelClient.start(small);
  await first.execute('1');
  first.send('shell', 'execute_request', { code: BOMB });
  await first.end(60_000);
  expect(first.process.signalCode).toBe('SIGABRT');
  first.disconnect();
  const again = await KernelClient.start({ ...small, again: first });
  try {
    const shown = await again.execute('"back"');
    expect(outputsOf(shown)).toEqual([
      {
        name: 'stderr',
        text: expect.stringMatching(
          /^clientele kernel: Cell \[2\] ended the process of this kernel: the memory for JavaScript values \(\d+ MB\) was used up\. What cells had made is gone; run them again\.\n$/,
        ),
      },
      { data: { 'text/plain': "'back'" }, execution_count: 1, metadata: {} },
    ]);
    expect(outputsOf(await again.execute('2'))).toHaveLength(1);
    const note = join(dirname(again.file), '.clientele');
    expect(existsSync(note)).toBe(true);
    again.send('control', 'shutdown_request', { restart: true });
    await again.end();
    expect(existsSync(note)).toBe(false);
    const third = await KernelClient.start({ ...small, again });
    expect(outputsOf(await third.execute('3'))).toHaveLength(1);
    await third.stop();
  } finally {
    await again.stop();
    await first.stop();
  }
});

it('a kernel that was killed in the middle of a cell says so', async () => {
  const first = await KernelClient.start();
  const id = first.send('shell', 'execute_request', {
    code: 'process.kill(process.pid, "SIGKILL"); while (true);',
  });
  await first.until(({ type, parent }) => type === 'execute_input' && parent.msg_id === id);
  await first.end();
  first.disconnect();
  const again = await KernelClient.start({ again: first });
  const [news] = (await again.execute('1')).outputs;
  expect(news.content.text).toBe(
    'clientele kernel: Cell [1] ended the process of this kernel: it crashed or was killed, as the system does when memory runs out. What cells had made is gone; run them again.\n',
  );
  await again.stop();
  await first.stop();
});
