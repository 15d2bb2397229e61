import { describe, expect, it } from 'vitest';
import { createProgress } from '#clientele/cli/progress';

const record = (isTTY: boolean, environment: Record<string, string> = {}) => {
  let text = '';
  const stream = {
    isTTY,
    columns: 30,
    write: (more: string) => {
      text += more;
    },
  };
  const progress = createProgress(stream, environment);
  progress.title('a.ipynb');
  progress.events.onCellStart?.({ position: 3, total: 12, label: 'Choosing k' });
  progress.events.onProgress?.(0.451, 'fitting');
  progress.events.onCellEnd?.('ok');
  progress.events.onCellStart?.({ position: 4, total: 12, label: 'Cards' });
  progress.events.onCellEnd?.('failed');
  progress.events.onWriting?.();
  progress.end();
  return text.replace(/\d+\.\d s/g, '1.2 s');
};

describe('progress', () => {
  const plain = 'a.ipynb\n[ 3/12] Choosing k … 1.2 s\n[ 4/12] Cards … 1.2 s … failed\n';

  it('is plain lines in a file or pipe, with NO_COLOR, and on a terminal that cannot move', () => {
    expect(record(false)).toBe(plain);
    expect(record(true, { NO_COLOR: '1' })).toBe(plain);
    expect(record(true, { TERM: 'dumb' })).toBe(plain);
  });

  it('redraws one line on a terminal, which ends like the plain one', () => {
    const text = record(true);
    expect(text).toContain('\r\x1b[K[ 3/12] Choosing k … 1.2 s');
    const screen = text.split('\n').map((line) => line.split('\r\x1b[K').at(-1));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are taken out
    expect(screen.join('\n').replace(/\x1b\[\d+m/g, '')).toBe(plain);
  });
});
