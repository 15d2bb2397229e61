/** Why DuckDB could not read a file. */
export interface ReadFailure {
  readonly kind: 'ragged' | 'quotes' | 'encoding' | 'line ends' | 'line too long' | 'other';
  /** Line of the file, counted from 1. */
  readonly line?: number;
  /** Values a ragged record should have. */
  readonly expected?: number;
  /** Values it has. */
  readonly found?: number;
  /** First line of DuckDB's own words. */
  readonly words: string;
}

/** Reads DuckDB's message; `undefined` when the error is not about reading a file. */
export function readFailure(error: unknown): ReadFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const message = error.message;
  if (message.startsWith('Not implemented Error: The Parallel CSV Reader')) {
    return { kind: 'line too long', words: 'A line is longer than 2,000,000 bytes' };
  }
  if (!/^(Invalid Input Error|IO Error|Conversion Error|Invalid Error):/.test(message)) return undefined;
  const line = Number(/CSV Error on Line: (\d+)/.exec(message)?.[1]);
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  const place = Number.isNaN(line) ? {} : { line };
  const words = message
    .split('\n')[0]
    .replace(/^[\w ]+ Error: /, '')
    .trim();
  if (counts !== null) {
    return { kind: 'ragged', ...place, expected: Number(counts[1]), found: Number(counts[2]), words };
  }
  if (message.includes('unterminated quote')) return { kind: 'quotes', ...place, words };
  if (message.includes('not utf-8') || message.includes('Invalid unicode')) {
    return { kind: 'encoding', ...place, words };
  }
  if (message.includes('Maximum line size')) return { kind: 'line too long', ...place, words };
  if (message.includes('state machine reached an invalid state')) {
    return { kind: 'line ends', ...place, words };
  }
  return { kind: 'other', ...place, words };
}
