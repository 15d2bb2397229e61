import { InputError } from '../../core/input-error.js';
import { readFailure } from './read-failure.js';

/** The error for a table that turned out to be unreadable while something was computed from it; others stay as they are. */
export function tableFailure(who: string, name: string, error: unknown): unknown {
  const failure = readFailure(error);
  if (failure === undefined || !(error instanceof Error)) return error;
  const line = failure.line === undefined ? '' : `, line ${failure.line}`;
  const [, reason] =
    /^(?:Original Line:.*\n)?(Error when converting.*|Could not convert.*)$/m.exec(error.message) ?? [];
  const words = reason ?? failure.words;
  return new InputError(
    `${who}: "${name}"${line} cannot be read: ${words.replace(/\.?$/, '.')} Correct it, or name the type of the column to openTable.`,
    { file: name, ...(failure.line === undefined ? {} : { line: failure.line }) },
  );
}
