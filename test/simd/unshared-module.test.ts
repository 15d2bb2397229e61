import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unsharedModule } from '#clientele/simd/unshared-module';

const bytes = new Uint8Array(readFileSync(new URL('../../dist/simd/loops.wasm', import.meta.url)));

describe('unsharedModule', () => {
  it('takes memory that is not shared, and changes one bit', () => {
    const changed = unsharedModule(bytes);
    expect([...changed].filter((byte, i) => byte !== bytes[i]).length).toBe(1);
    const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536 });
    const imports = { env: { memory } };
    expect(() => new WebAssembly.Instance(new WebAssembly.Module(bytes), imports)).toThrow(/shared/);
    expect(
      new WebAssembly.Instance(new WebAssembly.Module(changed as BufferSource), imports).exports,
    ).toHaveProperty('pack');
  });
});
