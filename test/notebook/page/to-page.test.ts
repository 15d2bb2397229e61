import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { CLIENTELE_MIME, PLOTLY_MIME } from 'clientele';
import { contentPage, type Output, toPage } from 'clientele/notebook';
import { describe, expect, it } from 'vitest';
import { code, HEADING_ONLY, markdown, notebookOf, SAMPLE_OPTIONS, sampleReport } from './sample-report.js';

const shown = (data: Record<string, unknown>): Output => ({
  output_type: 'display_data',
  data,
  metadata: {},
});
const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
const titleOf = (html: string) => /<title>(.*?)<\/title>/.exec(html)?.[1];

describe('toPage', () => {
  it('gives the same bytes for the same notebook, and no time of its own', async () => {
    const first = await toPage(sampleReport(), { provenance: SAMPLE_OPTIONS.provenance });
    expect(await toPage(sampleReport(), { provenance: SAMPLE_OPTIONS.provenance })).toBe(first);
    expect(first).not.toContain('<time');
    expect(await toPage(HEADING_ONLY, { generatedOn: '2026-05-02T23:59:00+09:00' })).toContain(
      '>2 May 2026</time>',
    );
  });

  it('stays under 40 kB for one heading', async () => {
    expect(Buffer.byteLength(await toPage(HEADING_ONLY))).toBeLessThan(40_000);
  });

  it('takes the title from the notebook, then from the first heading, never from a file name unless all else fails', async () => {
    const cells = [markdown('a', 'Words.\n\n## First *heading*\n\nMore.')];
    expect(titleOf(await toPage(notebookOf(cells, { title: 'Own' }), { fallbackTitle: 'a.ipynb' }))).toBe(
      'Own',
    );
    expect(titleOf(await toPage(notebookOf(cells), { fallbackTitle: 'a.ipynb' }))).toBe('First heading');
    expect(titleOf(await toPage(notebookOf([]), { fallbackTitle: 'a.ipynb' }))).toBe('a.ipynb');
    expect(titleOf(await toPage(notebookOf(cells), { title: 'Asked' }))).toBe('Asked');
    expect(titleOf(await toPage(notebookOf([])))).toBe('Untitled report');
  });

  it('says the title once, and describes the page by its first paragraph', async () => {
    const html = await toPage(
      notebookOf([markdown('a', '# Segments\n\nWho buys & *what*.\n\n## Next\n\nMore.')]),
    );
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(mainOf(html)).not.toContain('Segments');
    expect(html).toContain('<meta name="description" content="Who buys &amp; what.">');
  });

  it('lists headings without gaps between levels, each with an id of its own', async () => {
    const html = await toPage(
      notebookOf([
        markdown('a', '# T\n\n#### Deep\n\n## Same\n\n# Same\n\n### Größe: 3'),
        markdown('b', '[to](#same)'),
      ]),
    );
    const found = [...mainOf(html).matchAll(/<h(\d) id="([^"]*)"/g)].map(([, level, id]) => `${level} ${id}`);
    expect(found).toEqual(['2 h-deep', '3 h-same', '2 h-same-2', '3 h-große-3']);
    expect(html).toContain('<nav class="contents" aria-label="Contents">');
    expect(html).toContain('<a href="#h-same">to</a>');
  });

  it('allows the scripts that it carries and nothing else', async () => {
    const html = await toPage(sampleReport());
    const allowed = /script-src ([^;]*);/.exec(html)?.[1].split(' ');
    const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text);
    const library = gunzipSync(
      Buffer.from(/id="chart-library">([^<]*)</.exec(html)?.[1] ?? '', 'base64'),
    ).toString('utf8');
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(allowed).toEqual([...inline, library].map(hash));
    expect(html).toContain("default-src 'none'");
    expect(html).not.toContain('unsafe-eval');
  });

  it('carries the smallest chart library that draws its charts, once, with its licence', async () => {
    const library = (html: string) => /Plotly\.js (\w+) [\d.]+, carried/.exec(html)?.[1];
    expect(library(await toPage(sampleReport()))).toBe('cartesian');
    const basic = await toPage(sampleReport({ heatMap: false }));
    expect(library(basic)).toBe('basic');
    expect(basic.match(/id="chart-library"/g)).toHaveLength(1);
    expect(basic).toContain('Permission is hereby granted');
    expect(await toPage(HEADING_ONLY)).not.toContain('id="chart-library"');
  });

  it('masks ids in tables and charts, unless asked', async () => {
    const content = {
      kind: 'figure',
      title: 'Customers',
      caption: 'Each point is one.',
      alternativeText: 'Scatter chart.',
      table: {
        kind: 'table',
        columns: [
          { name: 'customer', role: 'id' },
          { name: 'orders', align: 'right' },
        ],
        rows: [['C-1', 3]],
        totalRows: 1,
      },
    };
    const chart = { data: [{ type: 'scatter', x: [1], y: [3], text: ['C-1'] }], layout: {} };
    const notebook = notebookOf([
      code('a', '', [
        shown({ [CLIENTELE_MIME]: content, [PLOTLY_MIME]: chart, 'text/html': 'C-1', 'text/plain': 'C-1' }),
      ]),
    ]);
    const dataOf = (html: string) =>
      gunzipSync(Buffer.from(/id="chart-data">([^<]*)</.exec(html)?.[1] ?? '', 'base64')).toString('utf8');
    const masked = await toPage(notebook);
    expect(masked + dataOf(masked)).not.toContain('C-1');
    const open = await toPage(notebook, { maskIds: false });
    expect(open).toContain('C-1');
    expect(dataOf(open)).toContain('C-1');
  });

  it('folds code, leaves that of a hide-code cell out unless it failed, marks parameters', async () => {
    const notebook = notebookOf([
      code('a', 'const a = 1;', [], ['hide-code']),
      code('b', 'const b = 2;', [], ['parameters']),
    ]);
    const html = mainOf(await toPage(notebook));
    expect(html).not.toContain('const</span> a');
    expect(html).toContain('<summary>Parameters <small>cell 2, 1 line</small></summary>');
    const failed = mainOf(await toPage(notebook, { failure: { cellId: 'a', cellNumber: 1, message: 'no' } }));
    expect(failed).toContain('const</span> a');
    expect(failed).toContain('<details class="code" open>');
  });

  it('links the banner to the failing cell and shows nothing old of cells that were not run', async () => {
    const old = shown({ 'text/plain': 'from an earlier run' });
    const html = await toPage(notebookOf([code('a', 'fail()'), code('b', 'later()', [old])]), {
      failure: { cellId: 'a', cellNumber: 1, message: 'It <failed>.', line: 1, column: 2 },
      notRun: ['b'],
    });
    expect(html).toContain('<a href="#cell-1">cell 1, line 1, column 2</a>');
    expect(html).toContain('It &lt;failed&gt;.');
    expect(html).toContain('id="cell-1"');
    expect(html).toContain('<p class="state">Not run</p>');
    expect(html).not.toContain('from an earlier run');
  });

  it('ends every bundle as something that is seen', async () => {
    const png = 'iVBORw0KGgo=';
    const cases: [Record<string, unknown>, string][] = [
      [{ 'image/png': png, 'text/html': '<p>html</p>' }, `src="data:image/png;base64,${png}"`],
      [{ 'image/jpeg': [png.slice(0, 4), png.slice(4)] }, 'src="data:image/jpeg;base64,'],
      [{ 'image/svg+xml': '<svg width="4"></svg>' }, 'src="data:image/svg+xml;base64,'],
      [{ 'text/html': '<b>bold</b>', 'text/plain': 'plain' }, '<b>bold</b>'],
      [{ 'text/html': '<script>1</script>', 'text/plain': 'plain' }, 'plain</pre>'],
      [{ 'text/markdown': '*it*' }, '<em>it</em>'],
      [{ 'application/json': { a: [1] } }, '&quot;a&quot;: ['],
      [{ 'text/plain': '1 < 2' }, '1 &lt; 2'],
      [{ 'application/x-unknown': 1 }, 'This output cannot be shown: application/x-unknown.'],
      [{}, 'This output cannot be shown: it is empty.'],
      [{ [CLIENTELE_MIME]: { kind: 'table' }, 'text/plain': 'fallback' }, 'fallback'],
      [
        { [PLOTLY_MIME]: { data: [{ type: 'mesh3d', x: [1], y: [2], z: [3] }] } },
        'Charts of type mesh3d are not drawn here',
      ],
    ];
    for (const [bundle, expected] of cases) {
      expect(mainOf(await toPage(notebookOf([code('a', '', [shown(bundle)])])))).toContain(expected);
    }
  });

  it('joins the pieces of a stream and keeps streams apart', async () => {
    const stream = (name: 'stdout' | 'stderr', text: string): Output => ({
      output_type: 'stream',
      name,
      text,
    });
    const html = mainOf(
      await toPage(
        notebookOf([
          code('a', '', [stream('stdout', 'a\n'), stream('stdout', 'b\n'), stream('stderr', 'c')]),
        ]),
      ),
    );
    expect(html).toContain('>a\nb</pre>');
    expect(html).toContain('aria-label="Warnings and messages" tabindex="0">c</pre>');
  });

  it('puts attached pictures in and says what it leaves out', async () => {
    const cell = {
      ...markdown('a', '![plan](attachment:a%20b.png) ![far](https://elsewhere.example/x.png)'),
      attachments: { 'a b.png': { 'image/png': 'iVBORw0KGgo=' } },
    };
    const html = mainOf(await toPage(notebookOf([cell as never])));
    expect(html).toContain('<img src="data:image/png;base64,iVBORw0KGgo=" alt="plan" />');
    expect(html).toContain('Picture not in this file: far, https://elsewhere.example/x.png');
  });

  it('reads files of older formats: text as lists of lines', async () => {
    const notebook = notebookOf([
      { ...markdown('a', ''), source: ['# Ti', 'tle'] } as never,
      {
        ...code('b', ''),
        source: ['1;\n', '2;'],
        outputs: [{ output_type: 'stream', name: 'stdout', text: ['x\n', 'y'] }],
      } as never,
    ]);
    const html = await toPage(notebook);
    expect(titleOf(html)).toBe('Title');
    expect(html).toContain('x\ny</pre>');
  });
});

describe('contentPage', () => {
  it('shows parts in order under the title, with provenance', async () => {
    const html = await contentPage(
      {
        kind: 'page',
        name: 'p',
        title: 'Segments on a page',
        description: 'All of them.',
        parts: [{ 'text/plain': 'one' }, { 'text/markdown': '## two' }],
      },
      { provenance: { Seed: 42 }, generatedOn: '2026-01-31' },
    );
    expect(titleOf(html)).toBe('Segments on a page');
    expect(html).toContain('content="All of them."');
    expect(html.indexOf('one</pre>')).toBeLessThan(html.indexOf('<h2>two</h2>'));
    expect(html).toContain('<dt>Seed</dt><dd>42</dd>');
    expect(html).toContain('31 January 2026');
  });
});
