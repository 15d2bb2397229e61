import { createHash } from 'node:crypto';
import { endianness } from 'node:os';

/**
 * SHA-256 of names, customer ids and values, the first 16 hex digits: the same for the same data in the same
 * order, on every machine.
 *
 * @param ids - None where customers are known by their place alone.
 * @param values - Numbers row after row, or any values that JSON can write.
 */
export function dataHash(
  names: readonly string[],
  ids: readonly string[] | undefined,
  values: Float64Array | readonly unknown[],
): string {
  const hash = createHash('sha256').update(JSON.stringify([names, ids ?? 'by row']));
  if (values instanceof Float64Array) {
    hash.update(littleEndian(values));
  } else {
    hash.update(JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)));
  }
  return hash.digest('hex').slice(0, 16);
}

function littleEndian(values: Float64Array): Uint8Array {
  if (endianness() === 'LE') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new DataView(new ArrayBuffer(values.byteLength));
  for (let i = 0; i < values.length; i++) bytes.setFloat64(i * 8, values[i], true);
  return new Uint8Array(bytes.buffer);
}
