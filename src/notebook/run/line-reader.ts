/**
 * Cuts a stream of bytes into lines of UTF-8 text. Bytes behind the last line end wait for the rest.
 *
 * @returns What takes the next bytes.
 */
export function lineReader(onLine: (line: string) => void): (bytes: Buffer) => void {
  let waiting: Buffer[] = [];
  return (bytes) => {
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      waiting.push(bytes.subarray(start, end));
      onLine(Buffer.concat(waiting).toString('utf8'));
      waiting = [];
      start = end + 1;
    }
    if (start < bytes.length) waiting.push(bytes.subarray(start));
  };
}
