import { InputError } from '../core/input-error.js';
import type { FileStart } from './file-start.js';

/**
 * The encoding of a text: the one given, the one its first bytes show, else UTF-8.
 *
 * @returns Its name in the Encoding Standard.
 * @throws {InputError} For a name that is none, and where the start of the file is not UTF-8.
 */
export function textEncoding(
  who: string,
  { path, bytes, whole }: FileStart,
  given: string | undefined,
): string {
  const refuse = (message: string) => new InputError(`${who}: "${path}": ${message}`, { file: path });
  if (given !== undefined && given !== '') {
    try {
      return new TextDecoder(given).encoding;
    } catch {
      throw refuse(
        `encoding "${given}" is not known. Known are, for example, utf-8, windows-1252, utf-16le.`,
      );
    }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) throw refuse('it holds zero bytes, so it is no UTF-8 text. Give its encoding.');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    throw refuse(
      `line ${badLine(bytes)} is not UTF-8. Give the encoding, for example encoding: "windows-1252".`,
    );
  }
  return 'utf-8';
}

/** The first line whose bytes are no UTF-8. */
function badLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  for (let line = 1; ; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (feed < 0) return line;
    start = feed + 1;
  }
}
