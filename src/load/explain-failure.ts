import { InputError } from '../core/input-error.js';
import type { ReadFailure } from '../engine/duckdb/read-failure.js';

/** What was wrong with a text file, as a sentence with file, line and way out. */
export function explainFailure(who: string, path: string, failure: ReadFailure): InputError {
  const { line } = failure;
  const place = line === undefined ? `"${path}"` : `"${path}", line ${line}`;
  return new InputError(`${who}: ${place}: ${sentence(failure)}`, {
    file: path,
    ...(line === undefined ? {} : { line }),
  });
}

function sentence({ kind, expected, found, words }: ReadFailure): string {
  switch (kind) {
    case 'ragged':
      return `${found} ${found === 1 ? 'value' : 'values'} where the file has ${expected} columns. Correct the line, or give the separator.`;
    case 'quotes':
      return 'a quoted value does not end where it should. Close the quote, and double quotes inside of quotes.';
    case 'encoding':
      return 'the text is not UTF-8. Give its encoding, for example encoding: "windows-1252".';
    case 'line too long':
      return 'a line of more than 2,000,000 bytes. Is it a table, and is a quote left open?';
    default:
      return `it could not be read. ${words}`;
  }
}
