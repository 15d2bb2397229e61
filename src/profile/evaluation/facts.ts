import type { EvidenceSource } from '../../core/evidence.js';

/** A number or word and the address at which sentences quote it. */
export type Fact = readonly [address: readonly string[], value: number | string | undefined];

/** Facts as a source that sentences quote; what is `undefined` cannot be quoted. */
export function factSource(name: string, facts: Iterable<Fact>): EvidenceSource {
  const known = new Map<string, number | string>();
  for (const [address, value] of facts) {
    if (value !== undefined) known.set(JSON.stringify(address), value);
  }
  return { name, at: (address) => known.get(JSON.stringify(address)) };
}
