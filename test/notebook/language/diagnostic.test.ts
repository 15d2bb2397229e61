import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '#clientele/notebook/language/diagnostic';

describe('formatDiagnostic', () => {
  it('names notebook, cell, line and column, and shows the line', () => {
    const diagnostic = {
      kind: 'type',
      message: 'No such column.',
      code: 2551,
      line: 10,
      column: 4,
      length: 6,
    } as const;
    const source = `${'\n'.repeat(8)}// before\n\tx.revnue;`;
    expect(formatDiagnostic(diagnostic, source, { notebook: 'orders.ipynb', cell: 4 })).toBe(
      [
        'orders.ipynb, cell 4, line 10, column 4: No such column. (TS2551)',
        ' 9 | // before',
        '10 | \tx.revnue;',
        '   | \t  ~~~~~~',
      ].join('\n'),
    );
  });
});
