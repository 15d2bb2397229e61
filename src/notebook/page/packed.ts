import { gzipSync } from 'node:zlib';

/** Text compressed and written as base64, for a block that the page's script unpacks. */
export function packed(text: string): string {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255; // the header names the operating system otherwise
  return bytes.toString('base64');
}
