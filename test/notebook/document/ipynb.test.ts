import { isInputError } from 'clientele';
import { parseNotebook, writeNotebook } from 'clientele/notebook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// Written by nbformat 5.11 (`nbformat.write`), which splits lines as Python does: also at U+2028 and form feeds.
const JUPYTER = `{
 "cells": [
  {
   "attachments": {
    "a.png": {
     "image/png": "abc"
    }
   },
   "cell_type": "markdown",
   "id": "c0",
   "metadata": {},
   "source": [
    "# T\u2028",
    "x\\f",
    "foo\\n",
    "\\n",
    "b"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "c1",
   "metadata": {
    "papermill": {
     "duration": 2.0
    },
    "tags": [
     "parameters"
    ]
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "x\\n",
      "y"
     ]
    },
    {
     "data": {
      "application/vnd.x+json": [
       "a",
       "b"
      ],
      "image/png": "abc\\n",
      "text/plain": [
       "a\\n",
       "b"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": [
    "let k = 4;\\n"
   ]
  },
  {
   "cell_type": "heading",
   "id": "c2",
   "level": 2,
   "metadata": {
    "10": 1,
    "2": 1e-07
   },
   "source": []
  }
 ],
 "metadata": {
  "big": 12345678901234567890,
  "kernelspec": {
   "display_name": "TypeScript",
   "language": "typescript",
   "name": "tslab"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

const problem = (text: string, name = 'a.ipynb') => {
  try {
    parseNotebook(text, name);
  } catch (error) {
    if (isInputError(error)) return { message: error.message, place: error.place };
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('ipynb', () => {
  const notebook = parseNotebook(JUPYTER, 'a.ipynb');

  it('joins lines and keeps what it does not know', () => {
    expect(notebook.cells.map(({ source }) => source)).toEqual(['# T\u2028x\ffoo\n\nb', 'let k = 4;\n', '']);
    const [, code, unknown] = notebook.cells;
    expect(code.cell_type === 'code' && code.outputs[1]).toMatchObject({
      data: { 'text/plain': 'a\nb', 'application/vnd.x+json': ['a', 'b'] },
    });
    expect(unknown.cell_type).toBe('raw');
  });

  it('writes an unchanged notebook as it was, numbers and order of names included', () => {
    expect(writeNotebook(notebook)).toBe(JUPYTER);
    expect(writeNotebook(parseNotebook(`\ufeff${JUPYTER}`, 'a.ipynb'))).toBe(JUPYTER);
  });

  it('changes only what changed', () => {
    const cells = notebook.cells.map((cell) =>
      cell.id === 'c1' ? { ...cell, source: 'let k = 5;\nk' } : cell,
    );
    const changed = JUPYTER.replace('"let k = 4;\\n"', '"let k = 5;\\n",\n    "k"');
    expect(writeNotebook({ ...notebook, cells })).toBe(changed);
  });

  it('writes a copy of every cell as Jupyter would', () => {
    const { cells } = notebook;
    expect(
      writeNotebook({ ...notebook, cells: [...cells.slice(0, 2).map((cell) => ({ ...cell })), cells[2]] }),
    ).toBe(JUPYTER);
  });

  it('keeps the indentation of the file', () => {
    const wide = JUPYTER.replace(/^ +/gm, (blanks) => blanks.repeat(4));
    const read = parseNotebook(wide, 'a.ipynb');
    expect(writeNotebook({ ...read, cells: read.cells.map((cell) => ({ ...cell })).slice(0, 2) })).toBe(
      wide.replace(/,\n {8}\{\n {12}"cell_type": "heading"[\s\S]*?\n {8}\}/, ''),
    );
  });

  it('gives ids where they are missing, invalid or double, the same each time', () => {
    const cell = (id: unknown) => ({ cell_type: 'raw', id, metadata: {}, source: '' });
    const text = JSON.stringify({
      cells: [cell('a'), cell('a'), cell('cell-3'), cell(7), cell('../x'), cell(undefined)],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 4,
    });
    const read = parseNotebook(text, 'a.ipynb');
    expect(read.cells.map(({ id }) => id)).toEqual(['a', 'cell-2', 'cell-3', 'cell-4', 'cell-5', 'cell-6']);
    expect(writeNotebook(read)).toBe(text);
    expect(writeNotebook({ ...read, cells: [{ ...read.cells[5], source: 'x' }] })).not.toContain('"id"');
  });

  it.each([
    ['', 'a.ipynb, line 1: the file is empty; a notebook is expected.'],
    [
      '{\n "cells": [\n  }\n',
      'a.ipynb, line 3: this is no valid JSON: a value is expected, but there is "}".',
    ],
    [
      '{"cells": []\n"x": 1}',
      'a.ipynb, line 2: this is no valid JSON: "," or "}" is expected, but there is "\\"".',
    ],
    [
      '{"cells": [1,]}',
      'a.ipynb, line 1: this is no valid JSON: another value after "," is expected, but there is "]".',
    ],
    [
      '{"a": "x\n"}',
      'a.ipynb, line 1: this is no valid JSON: this text in quotes is not closed, or has a control character or unknown escape.',
    ],
    ['{"cells": [', 'a.ipynb, line 1: this is no valid JSON: a value is expected, but the text ends.'],
    ['{} x', 'a.ipynb, line 1: this is no valid JSON: something follows behind the notebook.'],
    ['[]', 'a.ipynb, line 1: a notebook is an object with "cells"; this is none.'],
    ['{"a": 1}', 'a.ipynb, line 1: a notebook says its "nbformat"; this does not.'],
    [
      '{"nbformat": 3, "worksheets": []}',
      'a.ipynb, line 1: nbformat 4 is needed; this is nbformat 3. Open it in Jupyter and save it to bring it up to date.',
    ],
    ['{"nbformat": 5}', 'a.ipynb, line 1: nbformat 4 is needed; this is nbformat 5.'],
    ['{"nbformat": 4}', 'a.ipynb, line 1: a notebook has a list "cells"; this has none.'],
    [
      '{"nbformat": 4, "cells": [\n{"source": ""},\n{"cell_type": "code"}]}',
      'a.ipynb, line 3, cell 2: "source" must be a text or a list of lines.',
    ],
    [`${'['.repeat(100_000)}`, 'a.ipynb, line 1: this is no valid JSON: more than 500 levels are nested.'],
  ])('refuses %j', (text, message) => {
    expect(problem(text).message).toBe(message);
  });

  it('tells file, line and cell', () => {
    expect(problem('{"nbformat": 4, "cells": [\n1]}').place).toEqual({ file: 'a.ipynb', line: 1, cell: 1 });
    expect(problem('', 'notes.md').message).toMatch(
      /^notes.md is no notebook: the name must end in one of .ipynb/,
    );
  });

  it('reads JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const written = `{"nbformat":4,"nbformat_minor":5,"cells":[],"metadata":{"x":${text}}}`;
        const read = parseNotebook(written, 'a.ipynb');
        expect(read.metadata.x).toEqual(JSON.parse(text));
        expect(writeNotebook(read)).toBe(written);
        // Nothing is lost when the rest of the notebook changes either.
        const changed = writeNotebook({ ...read, cells: [], nbformat_minor: 4 });
        expect(JSON.parse(changed).metadata.x).toEqual(JSON.parse(text));
      }),
    );
  });
});
