import { createHash } from 'node:crypto';

/**
 * SHA-256 of names, customer ids and values, the first 16 hex digits: the same for the same data in the same
 * order, on every machine.
 *
 * @param values - Numbers row after row, or any values that JSON can write.
 */
export function dataHash(
  names: readonly string[],
  ids: readonly string[],
  values: Float64Array | readonly unknown[],
): string {
  const hash = createHash('sha256').update(JSON.stringify([names, ids]));
  if (values instanceof Float64Array) {
    const bytes = new DataView(new ArrayBuffer(values.length * 8));
    for (let i = 0; i < values.length; i++) bytes.setFloat64(i * 8, values[i], true);
    hash.update(new Uint8Array(bytes.buffer));
  } else {
    hash.update(JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)));
  }
  return hash.digest('hex').slice(0, 16);
}
