import { DuckDBInstance } from '@duckdb/node-api';
import { scalar, string, tensor, tensor1d, tensor2d, zeros } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { tableFromArrays } from '@uwdata/flechette';
import { table } from 'arquero';
import { CLIENTELE_MIME, DISPLAY_KEY, PLOTLY_MIME, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bundleOf } from '#clientele/notebook/session/bundle-of';
import { shownParts } from '#clientele/notebook/session/shown-parts';

/** Headings, shown rows and true number of rows of the table that a value is shown as. */
async function shownTable(value: unknown) {
  const bundle = await bundleOf(value);
  expect(bundle['text/html']).toContain('<table');
  // biome-ignore lint/suspicious/noExplicitAny: content of any kind
  const { columns, rows, totalRows, caption, note } = bundle[CLIENTELE_MIME] as any;
  for (const { title } of columns) expect(bundle['text/plain']).toContain(title);
  return {
    names: columns.map(({ title }: { title: string }) => title.trim()),
    rows,
    totalRows,
    caption,
    note,
  };
}

/** What danfojs-node 1.1.2 has of a frame or series that others read; checked against the real package by hand. */
const danfo = (columns: string[], values: unknown[], index: unknown[], isSeries: boolean) => ({
  $isSeries: isSeries,
  columns,
  values,
  index,
  shape: [values.length, columns.length],
});

describe('tables of other libraries', () => {
  it.each([
    ['Arquero', table({ id: ['a', 'b'], n: [1.5, null] })],
    ['Flechette, which reads Arrow', tableFromArrays({ id: ['a', 'b'], n: [1.5, null] })],
    [
      'a frame of Danfo',
      danfo(
        ['id', 'n'],
        [
          ['a', 1.5],
          ['b', null],
        ],
        [0, 1],
        false,
      ),
    ],
    ['apache-arrow', arrow({ id: ['a', 'b'], n: [1.5, null] })],
  ])('%s', async (_, value) => {
    expect(await shownTable(value)).toMatchObject({
      names: ['id', 'n'],
      rows: [
        ['a', 1.5],
        ['b', null],
      ],
      totalRows: 2,
    });
  });

  it('Danfo: a series, and an index that says something', async () => {
    expect(await shownTable(danfo(['n'], [4, 5], [0, 1], true))).toMatchObject({
      names: ['n'],
      rows: [[4], [5]],
    });
    expect(await shownTable(danfo(['n'], [[4], [5]], ['x', 'y'], false))).toMatchObject({
      names: ['index', 'n'],
      rows: [
        ['x', 4],
        ['y', 5],
      ],
    });
  });

  it('DuckDB: what was read, with values as it writes them; looking at a result does not use it up', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const sql =
      "select range::int as i, date '2026-01-01' + range::int as day, 1.50::decimal(5,2) as price from range(100)";
    const read = await shownTable(await connection.runAndReadAll(sql));
    expect(read).toMatchObject({ names: ['i', 'day', 'price'], totalRows: 100 });
    expect(read.rows.length).toBe(20);
    expect(read.rows[1]).toEqual([1, '2026-01-02', '1.50']);
    const result = await connection.run(sql);
    expect(await shownTable(result)).toMatchObject({
      names: ['column', 'type'],
      rows: [
        ['i', 'INTEGER'],
        ['day', 'DATE'],
        ['price', 'DECIMAL(5,2)'],
      ],
    });
    expect((await result.getRows()).length).toBe(100);
    connection.closeSync();
  });

  it('shows the first rows and columns of large ones, with the true size below', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 80 }, (_, j) => [`c${j}`, Array.from({ length: 1000 }, (_, i) => i)]),
    );
    const rows = Array.from({ length: 1000 }, (_, i) =>
      Object.fromEntries(Object.keys(wide).map((name) => [name, i])),
    );
    for (const value of [table(wide), tableOf(wide as never), tableFromArrays(wide), rows]) {
      const shown = await shownTable(value);
      expect([shown.names.length, shown.rows.length, shown.totalRows]).toEqual([50, 20, 1000]);
      expect(shown.note).toBe('50 of 80 columns shown');
      expect((await bundleOf(value))['text/html']).toContain('20 of 1,000 rows shown');
    }
  });

  it('keeps the order of columns that are called by numbers', async () => {
    const named = Object.fromEntries([
      ['b', 1],
      ['7', 2],
    ]);
    expect(Object.keys(named)).toEqual(['7', 'b']); // the reason for names that are no keys
    const frame = danfo(['b', '7', ''], [[1, 2, 3]], [0], false);
    expect((await shownTable(frame)).names).toEqual(['b', '7', 'column 3']);
  });
});

describe('tensors', () => {
  it('two dimensions are rows and columns, more are rows by place', async () => {
    expect(
      await shownTable(
        tensor2d([
          [1, 2],
          [3, 4.5],
        ]),
      ),
    ).toMatchObject({
      caption: 'Tensor of float32, 2 × 2',
      rows: [
        ['[0]', 1, 2],
        ['[1]', 3, 4.5],
      ],
    });
    const deep = await shownTable(tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2], 'int32'));
    expect(deep.rows).toEqual([
      ['[0][0]', 1, 2],
      ['[0][1]', 3, 4],
      ['[1][0]', 5, 6],
      ['[1][1]', 7, 8],
    ]);
  });

  it('one number, a list, none, text and what was disposed', async () => {
    expect((await shownTable(scalar(7))).rows).toEqual([['', 7]]);
    expect(await shownTable(tensor1d(Array.from({ length: 100 }, (_, i) => i)))).toMatchObject({
      totalRows: 100,
    });
    expect((await shownTable(zeros([0, 3]))).rows).toEqual([]);
    expect((await shownTable(string.stringSplit(['a b'], ' ').values)).rows).toEqual([
      ['[0]', 'a'],
      ['[1]', 'b'],
    ]);
    const gone = scalar(1);
    gone.dispose();
    expect((await shownTable(gone)).caption).toContain('disposed');
  });
});

describe('collections', () => {
  it('maps and sets are tables, what they hold is cut short', async () => {
    expect(
      await shownTable(
        new Map<unknown, unknown>([
          ['a', 1],
          ['b', { deep: [1, 2] }],
        ]),
      ),
    ).toMatchObject({
      caption: 'Map of 2 entries',
      rows: [
        ['a', 1],
        ['b', '{ deep: [ 1, 2 ] }'],
      ],
    });
    expect(await shownTable(new Set(Array.from({ length: 5000 }, (_, i) => i)))).toMatchObject({
      caption: 'Set of 5,000 values',
      totalRows: 5000,
    });
    const self = new Map<string, unknown>();
    self.set('self', self);
    expect((await shownTable(self)).rows[0][1]).toContain('Circular');
  });
});

/** A black pixel, written by an image program. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>A dot</title><circle r="2"/></svg>';

describe('pictures', () => {
  it('bytes by how they begin, also inside a larger buffer', async () => {
    expect(await bundleOf(PNG)).toEqual({
      'image/png': PNG.toString('base64'),
      'text/plain': 'Picture (PNG, 1 kB)',
    });
    const inside = new Uint8Array([9, 9, ...PNG]).subarray(2);
    expect((await bundleOf(inside))['image/png']).toBe(PNG.toString('base64'));
    expect(Object.keys(await bundleOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)))).toEqual([
      'image/jpeg',
      'text/plain',
    ]);
    expect((await bundleOf(GIF))['text/html']).toBe(
      `<img src="data:image/gif;base64,${GIF.toString('base64')}" alt="Picture (GIF, 1 kB)">`,
    );
    expect((await bundleOf(Buffer.from('RIFF1234WEBPVP8 ')))['text/html']).toContain('data:image/webp');
    expect(Object.keys(await bundleOf(Uint8Array.of(1, 2, 3)))).toEqual(['text/plain']);
  });

  it('SVG as text and as an element, never as markup', async () => {
    for (const value of [svg, `<?xml version="1.0"?>\n${svg}\n`, { nodeType: 1, outerHTML: svg }]) {
      const bundle = await bundleOf(value);
      expect(bundle).toMatchObject({ 'image/svg+xml': expect.stringContaining(svg), 'text/plain': 'A dot' });
      expect(bundle['text/html']).toMatch(
        /^<img src="data:image\/svg\+xml;charset=utf-8,[^"<]*" alt="A dot"/,
      );
    }
    expect(Object.keys(await bundleOf('<b>no picture</b>'))).toEqual(['text/plain']);
    expect(Object.keys(await bundleOf('an <svg></svg> inside'))).toEqual(['text/plain']);
  });
});

describe('other values', () => {
  it('what writes HTML itself, and elements', async () => {
    const own = { total: 4, _toHtml: () => '<b>4</b>' };
    expect(await bundleOf(own)).toEqual({
      'text/html': '<b>4</b>',
      'text/plain': expect.stringContaining('total: 4'),
    });
    expect((await bundleOf({ toHTML: () => '<i>5</i>' }))['text/html']).toBe('<i>5</i>');
    expect((await bundleOf({ nodeType: 1, outerHTML: '<p>6</p>' }))['text/html']).toBe('<p>6</p>');
    const broken = {
      _toHtml: () => {
        throw new Error('broken');
      },
    };
    expect((await bundleOf(broken))['text/plain']).toContain('(its display failed: broken)');
  });

  it('errors, with what caused them, as text that is no markup', async () => {
    const error = new RangeError('<b>too far</b>', { cause: new TypeError('no number') });
    const bundle = await bundleOf(error);
    expect(bundle['text/html']).toBe(
      '<pre><strong>RangeError</strong>: &lt;b&gt;too far&lt;/b&gt;\ncaused by <strong>TypeError</strong>: no number</pre>',
    );
    expect(bundle['text/plain']).toContain('RangeError: <b>too far</b>');
  });

  it('a promise is not waited for', async () => {
    expect(await bundleOf(new Promise(() => {}))).toEqual({ 'text/plain': 'Promise { <pending> }' });
  });

  it('charts of Plotly in every form that a front end may know', async () => {
    const bundle = await bundleOf({ data: [{ type: 'bar', x: ['a'], y: [1] }], layout: { title: 'Bars' } });
    expect(Object.keys(bundle).sort()).toEqual([PLOTLY_MIME, 'text/html', 'text/plain'].sort());
    expect(bundle['text/plain']).toBe('Chart (bar): Bars');
  });

  it.each(['columns', 'data', 'shape', 'schema', 'numRows', 'outerHTML', 'nodeType', '_toHtml', 'dataSync'])(
    'a getter "%s" that throws makes no display fail',
    async (name) => {
      const value = Object.defineProperty({ n: 1 }, name, {
        enumerable: true,
        get() {
          throw new Error('get');
        },
      });
      expect((await bundleOf(value))['text/plain']).toContain('n: 1');
      expect(shownParts([value])).toEqual([[value]]);
    },
  );

  it('a list of charts is shown one by one', () => {
    const chart = { data: [{ type: 'bar', x: ['a'], y: [1] }], layout: {} };
    const own = { [DISPLAY_KEY]: () => ({}) };
    expect(shownParts([chart, own])).toEqual([chart, own]);
    expect(shownParts([chart, 4])).toEqual([[chart, 4]]);
  });
});

/** The part of a table of apache-arrow that others read. */
function arrow(columns: Record<string, unknown[]>) {
  const names = Object.keys(columns);
  return {
    schema: { fields: names.map((name) => ({ name })) },
    numRows: columns[names[0]].length,
    getChildAt: (j: number) => ({ get: (i: number) => columns[names[j]][i] }),
  };
}
