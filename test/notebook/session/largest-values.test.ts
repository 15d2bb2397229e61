import { expect, it } from 'vitest';
import { runInOwnProcess } from './own-process.js';

const LARGEST = new URL('../../../dist/notebook/session/largest-values.js', import.meta.url).href;

it('names the largest variables, with what a look at a few of their entries tells', async () => {
  const { outputs } = await runInOwnProcess(
    [
      'const packed = new Float64Array(3_000_000), small = [1, 2, 3];',
      'const rows = Array.from({ length: 400_000 }, (_, i) => ({ id: i, n: 2 * i }));',
      'let text = "x".repeat(20_000_000); let proxy = new Proxy({}, { ownKeys() { throw new Error("asked"); } });',
      'const URL = new Map(Array.from({ length: 600_000 }, (_, i) => [i, i]));',
      `const { largestValues } = await import('${LARGEST}'); largestValues((name: string) => name.replaceAll('\\u200d', ''))`,
    ],
    { check: false },
  );
  // By hand: 600,000 entries [key, value] are 1,200,000 values and the largest; 3,000,000 doubles are 24 MB; 400,000
  // objects of two numbers are 800,000 values in 400,000 * (8 + 24 + 2 * 8) bytes = 19 MB; the text has 20 MB.
  expect(outputs.find(({ output_type }) => output_type === 'execute_result')).toMatchObject({
    data: {
      'text/plain': "'URL (about 1,200,000 values), packed (24 MB), text (20 MB)'",
    },
  });
});
