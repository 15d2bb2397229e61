import { type Cell, type CodeCell, type Notebook, parseNotebook, writeNotebook } from 'clientele/notebook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// Types, titles, tags and sources as jupytext 1.19 reads this file (`jupytext.read`).
const SCRIPT = `// ---
// jupyter:
//   kernelspec:
//     display_name: TypeScript
//     name: tslab
// ---

// above the first header

// %% [markdown]
// # Title
//
// Text %% here
//no blank

// %% tags=["parameters"]
let orders = '';

// %% Choosing k tags=["a"] x=1

const a = 1;


const b = 2;
// %%time
// %% Sizes [markdown] foo="bar"
// text
// %% [raw]
// raw
//%% close
  // %% {"tags": ["q"]}
1


`;

const notebookOf = (cells: readonly Cell[]): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells,
});
const code = (source: string, metadata = {}): CodeCell => ({
  cell_type: 'code',
  id: 'a',
  source,
  metadata,
  execution_count: null,
  outputs: [],
});

describe('script', () => {
  it('reads cells, titles and metadata', () => {
    const { cells } = parseNotebook(SCRIPT, 'a.ts');
    expect(cells.map((cell) => [cell.cell_type, cell.metadata, cell.source])).toEqual([
      ['code', {}, '// above the first header'],
      ['markdown', {}, '# Title\n\nText %% here\nno blank'],
      ['code', { tags: ['parameters'] }, "let orders = '';"],
      ['code', { title: 'Choosing k', tags: ['a'], x: 1 }, '\nconst a = 1;\n\n\nconst b = 2;\n// %%time'],
      ['markdown', { title: 'Sizes', foo: 'bar' }, 'text'],
      ['raw', {}, 'raw'],
      ['code', { title: 'close' }, ''],
      ['code', { tags: ['q'] }, '1'],
    ]);
  });

  it('changes only what changed', () => {
    const read = parseNotebook(SCRIPT, 'a.ts');
    const cells = read.cells.map((cell, i) => (i === 2 ? { ...cell, source: "let orders = 'b';" } : cell));
    expect(writeNotebook({ ...read, cells }, 'script')).toBe(SCRIPT.replace("orders = ''", "orders = 'b'"));
  });

  it('keeps Windows line ends of what is unchanged', () => {
    const text = '// %%\r\nconst a = 1;\r\n\r\n// %%\r\nconst b = 2;\r\n';
    const read = parseNotebook(text, 'a.ts');
    expect(read.cells.map(({ source }) => source)).toEqual(['const a = 1;', 'const b = 2;']);
    expect(writeNotebook({ ...read, cells: [...read.cells] }, 'script')).toBe(text);
  });

  it('refuses lines that would start a cell', () => {
    expect(() => writeNotebook(notebookOf([code('1'), code('2\n// %% x')]), 'script')).toThrow(
      'cell 2, line 2 would start a cell of its own in a script: // %% x',
    );
    const prose: Cell = { cell_type: 'markdown', id: 'a', metadata: {}, source: '%% x' };
    expect(() => writeNotebook(notebookOf([prose]), 'script')).toThrow('cell 1, line 1 would start');
  });

  it('is a notebook with the same text again, whatever the script', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '// %%',
        '// %% [markdown]',
        '//%% a b=1',
        '// %%% x',
        '// ---',
        '',
        '//',
        '// text',
        'const a = 1;',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = `x${end}${lines.join(end)}`;
        const read = parseNotebook(text, 'a.ts');
        expect(writeNotebook(read, 'script')).toBe(text);
        expect(writeNotebook({ ...read, cells: [...read.cells] }, 'script')).toBe(text);
      }),
    );
  });

  it('keeps metadata of any name', () => {
    const metadata = JSON.parse('{"__proto__": [1], "a": 2}');
    const text = writeNotebook(notebookOf([{ ...code('1'), metadata }]), 'script');
    expect(JSON.stringify(parseNotebook(text, 'a.ts').cells[0].metadata)).toBe('{"__proto__":[1],"a":2}');
  });

  it('is a script with the same cells again, whatever the notebook', () => {
    const key = fc
      .stringMatching(/^[a-z_][\w.-]{0,8}$/)
      .filter((name) => name !== 'title' && name !== 'cell_depth');
    const title = fc.oneof(fc.string(), fc.constantFrom('Choosing k', '[markdown] x', 'a=1', ' a ', '{', ''));
    const metadata = fc
      .tuple(
        fc.dictionary(fc.oneof(key, fc.string({ minLength: 1 })), fc.jsonValue()),
        fc.option(title, { nil: undefined }),
      )
      .map(([others, text]) => JSON.parse(JSON.stringify({ ...others, title: text })));
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
    const cell = fc.record({
      cell_type: fc.constantFrom('code' as const, 'markdown' as const, 'raw' as const),
      metadata,
      source: fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n')),
    });
    fc.assert(
      fc.property(fc.array(cell), (specs) => {
        const cells = specs.map((spec) => ({ ...code(''), ...spec }) as Cell);
        let text: string;
        try {
          text = writeNotebook(notebookOf(cells), 'script');
        } catch (error) {
          fc.pre(!String(error).includes('would start a cell'));
          throw error;
        }
        const again = parseNotebook(`${text}\n// %%\n1`, 'a.ts').cells.slice(0, -1);
        // The blank end of code is not part of it: blank lines stand between the cells.
        const wanted = specs.map((spec) => ({
          ...spec,
          source: spec.cell_type === 'code' ? spec.source.replace(/\s+$/, '') : spec.source,
        }));
        expect(again.map(({ cell_type, metadata, source }) => ({ cell_type, metadata, source }))).toEqual(
          wanted,
        );
      }),
    );
  });
});
