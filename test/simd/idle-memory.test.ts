import { expect, it } from 'vitest';
import { giveBackMemory, lendMemory } from '#clientele/simd/idle-memory';
import { loopMemory } from '#clientele/simd/loop-memory';
import { WebAssembly } from '#clientele/simd/web-assembly';

const caller = { name: 'test', wayOut: '' };
const memoryOf = (pages: number) => new WebAssembly.Memory({ initial: pages, maximum: 8, shared: true });

it('lends a memory once, the one that was given back last', () => {
  const [first, second] = [memoryOf(1), memoryOf(2)];
  giveBackMemory(first);
  giveBackMemory(second);
  expect(lendMemory()).toBe(second);
  expect(lendMemory()).toBeUndefined();
});

it('is zero where a calculation reads before it writes, as new memory is', () => {
  const memory = memoryOf(2);
  new Uint8Array(memory.buffer).fill(7);
  const { arrays } = loopMemory(
    { read: ['float64', 100], first: ['float64', 100, 'written'], last: ['uint8', 3] },
    true,
    caller,
    { memory },
  );
  expect(arrays.read).toEqual(new Float64Array(100));
  expect(arrays.last).toEqual(new Uint8Array(3));
});

it('is made anew where the one on the shelf is too small', () => {
  const shelf = { memory: memoryOf(1) };
  const { memory } = loopMemory({ values: ['float64', 20_000] }, true, caller, shelf);
  expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(160_000);
  expect(shelf.memory).toBe(memory);
});
