import { applyParameters, type CodeCell, type Notebook, parameterNames } from 'clientele/notebook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const notebookOf = (source: string, tags = ['parameters']): Notebook => {
  const cell: CodeCell = {
    cell_type: 'code',
    id: 'a',
    source,
    metadata: { tags },
    execution_count: null,
    outputs: [],
  };
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ ...cell, id: 'b', metadata: {} }, cell] };
};
const apply = (source: string, values: Record<string, string>) =>
  applyParameters(notebookOf(source), values, 'a.ipynb').cells[1].source;

const SOURCE = `// Where the orders are.
let orders = ''; // a file
const k = 4
export const unit: 'day' | 'week' = 'day';
let all: boolean = true; let big = -1_000.5e3;
let asOf: string | undefined;
let note: string | null = null /* none */;
let text = \`a
b\`;
const today = now();
const sum = 1 + 2, more = 3;
const list = [1];`;

describe('parameters', () => {
  it('are the plain declarations of the tagged cell', () => {
    expect(parameterNames(notebookOf(SOURCE))).toEqual([
      'orders',
      'k',
      'unit',
      'all',
      'big',
      'asOf',
      'note',
      'text',
    ]);
    expect(parameterNames(notebookOf(SOURCE, []))).toEqual([]);
  });

  it('are set in place, line by line', () => {
    const values = {
      orders: "it's\\",
      k: '05.50',
      unit: 'week',
      all: 'false',
      big: '-2e3',
      asOf: 'x',
      note: 'y',
      text: 'z',
    };
    expect(apply(SOURCE, values)).toBe(`// Where the orders are.
let orders = 'it\\'s\\\\'; // a file
const k = 5.5
export const unit: 'day' | 'week' = 'week';
let all: boolean = false; let big = -2000;
let asOf: string | undefined = 'x';
let note: string | null = 'y' /* none */;
let text = 'z'
;
const today = now();
const sum = 1 + 2, more = 3;
const list = [1];`);
  });

  it('take any text as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom("'", '\\', '\\"', '`$' + '{1}`', '\n', '\u2028'),
        ),
        (text) => {
          const source = apply("let orders = '';\nlet b = 1;", { orders: text });
          expect(source.split('\n')).toHaveLength(2);
          expect(new Function(`${source}; return [orders, b];`)()).toEqual([text, 1]);
        },
      ),
    );
  });

  it.each([
    [
      { ordrs: 'x' },
      'a.ipynb: there is no parameter "ordrs". Nearest: "orders". There are: orders, k, unit, all, big, asOf, note, text.',
    ],
    [
      { today: 'x' },
      'a.ipynb: "today" is computed in the parameters cell, so it cannot be set. Give it a plain value there.',
    ],
    [
      { sum: '4' },
      'a.ipynb: "sum" is computed in the parameters cell, so it cannot be set. Give it a plain value there.',
    ],
    [{ k: 'four' }, 'a.ipynb: k: "four" is not a number.'],
    [{ k: '' }, 'a.ipynb: k: "" is not a number.'],
    [{ k: '1e999' }, 'a.ipynb: k: "1e999" is not a number.'],
    [{ all: '1' }, 'a.ipynb: all: "1" is neither true nor false.'],
  ])('refuse %j', (values, message) => {
    expect(() => apply(SOURCE, values as Record<string, string>)).toThrow(message);
  });

  it('need a tagged cell', () => {
    expect(() => applyParameters(notebookOf(SOURCE, []), { k: '1' }, 'a.ipynb')).toThrow(
      'a.ipynb has no cell tagged "parameters", so k cannot be set. Tag the cell that declares it.',
    );
  });
});
