import { open } from 'node:fs/promises';
import { InputError } from '../core/input-error.js';

/** An entry of a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes once unpacked, as the archive says. */
  readonly bytes: number;
}

/** Longest tail in which the end of the directory is looked for: a comment has 65,535 bytes at most. */
const TAIL_BYTES = 65_557;

/**
 * The entries of a zip archive, from its directory alone: nothing is unpacked.
 *
 * @throws {InputError} For a file that is no archive, or one that is cut short.
 */
export async function zipEntries(who: string, path: string): Promise<ZipEntry[]> {
  const broken = () =>
    new InputError(`${who}: "${path}" is damaged or cut short. Get it again.`, { file: path });
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = await bytesAt(file, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || tail.length < end + 22) throw broken();
    const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (start + length > size) throw broken();
    const directory = await bytesAt(file, start, length);
    const entries: ZipEntry[] = [];
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
      const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset));
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + name),
        bytes: directory.readUInt32LE(at + 24),
      });
      at += 46 + name + extra + comment;
    }
    return entries;
  } finally {
    await file.close();
  }
}

async function bytesAt(
  file: Awaited<ReturnType<typeof open>>,
  position: number,
  length: number,
): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
