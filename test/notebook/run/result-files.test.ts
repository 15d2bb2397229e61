import { CLIENTELE_MIME } from 'clientele';
import type { Notebook } from 'clientele/notebook';
import { describe, expect, it } from 'vitest';
import { makeFiles } from '#clientele/notebook/run/make-files';
import { resultFiles } from '#clientele/notebook/run/result-files';
import { unprovenSentences } from '#clientele/notebook/run/unproven-sentences';

const showing = (...contents: unknown[]): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: contents.map((content, index) => ({
    cell_type: 'code',
    id: `c${index}`,
    source: '1',
    metadata: {},
    execution_count: 1,
    outputs: [{ output_type: 'display_data', data: { [CLIENTELE_MIME]: content }, metadata: {} }],
  })),
});
const file = (name: unknown, text = 'x') => ({
  kind: 'file',
  name,
  mediaType: 'text/csv',
  text,
  description: 'x',
});
const place = { folder: 'results', notebook: 'a.ipynb', page: 'a.html' };
const make = async (notebook: Notebook, taken = new Map<string, string>()) => {
  const { files, problems } = await makeFiles(notebook, place, 'a.ts', {}, taken);
  return { names: files.map(({ name }) => name), problems };
};

describe('result files', () => {
  it.each([
    '../a.csv',
    '..',
    '.',
    '.hidden',
    'a/b.csv',
    'a\\b.csv',
    '/etc/passwd',
    'C:\\a.csv',
    '',
    ' ',
    'a\0.csv',
    'a\n.csv',
    'a\u202egnp.csv',
    'a.csv:stream',
    'CON',
    'nul.csv',
    'a.csv.',
    ' a.csv',
    'x.ipynb',
    'x.ts',
    'x'.repeat(300),
    '\ud800',
    7,
    null,
    {},
  ])('refuse the name %j', (name) => {
    const { files, problems } = resultFiles(showing(file(name)));
    expect(files).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^cell 1: .* cannot be the name of a result: .+\.$/);
  });

  it('take names of people', () => {
    const names = ['scoreboard.csv', 'Übersicht 2026.csv', '客户.txt', 'a.b.c'];
    expect(resultFiles(showing(...names.map((name) => file(name)))).files.map(({ name }) => name)).toEqual(
      names,
    );
  });

  it('do not replace the report or one another', async () => {
    const taken = new Map([['other.csv', 'cell 2 of b.ipynb']]);
    const shown = showing(
      file('A.html'),
      file('a.csv'),
      file('A.csv', 'y'),
      file('a.csv'),
      file('other.csv'),
    );
    expect(await make(shown, taken)).toEqual({
      names: ['a.html', 'a.ipynb', 'a.csv'],
      problems: [
        'cell 1: the name A.html is taken by the report of a.ts. Give the result another name.',
        'cell 3: the name A.csv is taken by cell 2 of a.ts. Give the result another name.',
        'cell 5: the name other.csv is taken by cell 2 of b.ipynb. Give the result another name.',
      ],
    });
  });

  it('are pages of their own too', async () => {
    const page = { kind: 'page', name: 'cards', title: 'Cards', description: 'x', parts: [] };
    expect((await make(showing(page))).names).toEqual(['a.html', 'a.ipynb', 'cards.html']);
  });

  it('are left out with a sentence when they cannot be made', async () => {
    const { names, problems } = await make(
      showing(file('a.csv', 7 as unknown as string), { kind: 'page', name: 'x' }),
    );
    expect(names).toEqual(['a.html', 'a.ipynb']);
    expect(problems).toHaveLength(2);
  });
});

describe('unproven sentences', () => {
  const cards = (proven: boolean) => ({
    kind: 'cards',
    title: 'Personas',
    cards: [
      {
        name: 'Families',
        sections: [{ heading: 'Who', sentences: [{ text: 'They order 3 times.', proven }] }],
      },
    ],
  });

  it('are found on cards and in pages', () => {
    expect(unprovenSentences(showing(cards(true)))).toEqual([]);
    const page = { kind: 'page', name: 'cards', parts: [{ [CLIENTELE_MIME]: cards(false) }] };
    expect(unprovenSentences(showing(cards(true), cards(false), page))).toEqual([
      'cell 2, card "Families": They order 3 times.',
      'cell 3, card "Families": They order 3 times.',
    ]);
  });

  it('are none where the content is no card, whatever its shape', () => {
    const shapes = [
      null,
      7,
      'x',
      [],
      { kind: 'cards' },
      { kind: 'cards', cards: [null, { sections: 3 }] },
      { kind: 'page', parts: [null] },
    ];
    expect(unprovenSentences(showing(...shapes))).toEqual([]);
  });
});
