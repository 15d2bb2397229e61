import { stripVTControlCharacters } from 'node:util';

const RED = '\u001b[31m';
const GREEN = '\u001b[32m';
const DIM = '\u001b[2m';
const RESET = '\u001b[0m';

/**
 * Traceback in the colours of a terminal, which front ends show: the error's name and the marks below the culprit
 * red, line numbers green, the way there dim. A traceback that brings colours of its own stays as it is.
 */
export function colorTraceback(ename: string, traceback: readonly string[]): string[] {
  const text = traceback.join('\n');
  if (text !== stripVTControlCharacters(text)) return [...traceback];
  return traceback.map((entry) =>
    entry
      .split('\n')
      .map((line) => colorLine(ename, line))
      .join('\n'),
  );
}

function colorLine(ename: string, line: string): string {
  if (line.startsWith(`${ename}:`)) return `${RED}${ename}${RESET}${line.slice(ename.length)}`;
  if (/^\s+at /.test(line)) return `${DIM}${line}${RESET}`;
  const [, marks] = /^(\s*\|\s*~+)$/.exec(line) ?? [];
  if (marks !== undefined) return `${RED}${marks}${RESET}`;
  const [, number, rest] = /^(\s*\d+ \|)(.*)$/s.exec(line) ?? [];
  return number === undefined ? line : `${GREEN}${number}${RESET}${rest}`;
}
