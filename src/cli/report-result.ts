import type { RunResult } from '../notebook/run/run-options.js';
import { EXIT } from './exit-codes.js';

/** Letters of a sentence on the terminal; the report has all of it. */
const LONGEST = 2000;

/**
 * Says how the run of a notebook ended and where its report lies.
 *
 * @returns The exit code.
 */
export function reportResult(path: string, result: RunResult): number {
  const { failure, notRun, unproven, problems, warnings, files } = result;
  if (failure !== undefined) {
    const { cellNumber: cell, line, column, fileLine } = failure;
    const parts = [
      path,
      ...(fileLine === undefined ? [`cell ${cell}`] : []),
      ...(line === undefined ? [] : [`line ${fileLine ?? line}`]),
      ...(column === undefined ? [] : [`column ${column}`]),
    ];
    const place = parts.join(', ') + (fileLine === undefined ? '' : ` (cell ${cell})`);
    const left = notRun.length === 0 ? '' : ` (${count(notRun.length, 'later cell')} not run)`;
    complain(`${place}: ${failure.message}${left}`);
  }
  for (const sentence of unproven)
    complain(`${path}, ${sentence} (unproven: its numbers do not match their table)`);
  for (const problem of problems) complain(problem.startsWith('cell ') ? `${path}, ${problem}` : problem);

  if (files.length === 0) complain('No report was written.');
  else {
    const seen = warnings === 0 ? 'no warnings' : count(warnings, 'warning');
    const state = failure === undefined ? 'Report' : 'Incomplete report';
    process.stdout.write(`${state}: ${files[0]} (${count(files.length, 'file')}, ${seen})\n`);
  }
  if (failure?.kind === 'interrupted') return EXIT.interrupted;
  return failure === undefined && unproven.length === 0 && problems.length === 0 ? EXIT.ok : EXIT.failed;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** One line on the error stream, without characters that would steer a terminal. */
function complain(sentence: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const colorless = sentence.replace(/\x1b\[[\d;]*m/g, '');
  const line = colorless.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  process.stderr.write(`${line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`}\n`);
}
