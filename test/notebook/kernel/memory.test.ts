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
      expect(reply.content.evalue).toContain('memory');
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
