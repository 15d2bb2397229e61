import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** Packed bytes that are looked at. */
const LOOKED_AT = 16_384;

/** Whether a file packed with gzip begins so tightly packed (over 100 times) that it has to be looked at as a whole. */
export async function packedTightly(path: string): Promise<boolean> {
  const packed = createReadStream(path, { end: LOOKED_AT - 1 });
  const unpack = createGunzip();
  packed.on('error', (error) => unpack.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of packed.pipe(unpack) as AsyncIterable<Buffer>) bytes += chunk.length;
  } catch {
    // cut short, as it has to be; damage is found when it is read
  } finally {
    packed.destroy();
  }
  return bytes > 100 * LOOKED_AT;
}
