import type { CodeCell } from 'clientele/notebook';
import { parseNotebook } from 'clientele/notebook';
import { describe, expect, it } from 'vitest';
import { cellLabel } from '#clientele/notebook/run/cell-label';

const label = (script: string) => {
  const notebook = parseNotebook(script, 'a.ts');
  return cellLabel(notebook, notebook.cells.at(-1) as CodeCell);
};

describe('cellLabel', () => {
  it.each([
    ['// %% Choosing k\n// a comment\n1', 'Choosing k'],
    ['// %%\n\n// How many segments?\n1', 'How many segments?'],
    ['// %%\n/** One line. */\n1', 'One line.'],
    ['// %% [markdown]\n// # Title\n// ## The `data` #\n// text\n// %%\nread();', 'The data'],
    ['// %% [markdown]\n// # Title\n// %%\n1\n// %%\nread();', 'read();'],
    ['// %%\n// \x1b[31mred\x1b[0m \u202etext\n1', '[31mred [0m text'],
    [`// %%\n// ${'long '.repeat(30)}`, `${'long '.repeat(11)}long…`],
  ])('of %j is %j', (script, expected) => {
    expect(label(script)).toBe(expected);
  });
});
