import { DISPLAY_KEY, shownTable, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import type { CardsContent, TableContent } from '#clientele/display/bundle';
import { contentHtml } from '#clientele/display/content-html';

const table: TableContent = {
  kind: 'table',
  columns: [
    { name: 'customer', role: 'id' },
    { name: 'orders', title: 'Orders', align: 'right', meaning: 'Orders of the year.' },
    { name: 'share', align: 'right', format: { style: 'percent' }, unit: 'of all' },
  ],
  rows: [
    ['C-1', 1234, 0.1234],
    ['<b>', -3, null],
  ],
  totalRows: 4340,
};

describe('contentHtml of a table', () => {
  it('formats numbers and carries the exact one where the text is rounded', () => {
    const html = contentHtml(table);
    expect(html).toContain('<tr><td>C-1<td>1,234<td data-v="0.1234">12.3%<tr><td>&lt;b&gt;<td>\u22123<td>');
    expect(html).toContain('data-right="2 3"');
    expect(html).toContain('<p class="clientele-note">2 of 4,340 rows shown</p>');
    expect(html).toContain('<dt>Orders</dt><dd>Orders of the year.</dd>');
  });

  it('masks ids where it will be passed on', () => {
    expect(contentHtml(table, { maskIds: true })).not.toContain('C-1');
  });

  it('lets the first column head its rows where it names them', () => {
    const named = shownTable(tableOf({ segment: ['Families', 'Retirees'], customers: [1, 2] }));
    expect(named[DISPLAY_KEY]()['text/html']).toContain('<tr><th scope="row">Families<td>1');
    const repeated = shownTable(tableOf({ segment: ['Families', 'Families'], customers: [1, 2] }));
    expect(repeated[DISPLAY_KEY]()['text/html']).toContain('<tr><td>Families<td>1');
  });

  it('shows a value that is no number as not measured, never as NaN', () => {
    const html = contentHtml({ ...table, rows: [['a', Number.NaN, Number.POSITIVE_INFINITY]] });
    expect(html).toContain('<td>not measured<td>not measured');
  });
});

describe('contentHtml of cards', () => {
  const cards: CardsContent = {
    kind: 'cards',
    title: 'Personas',
    cards: [
      {
        key: 's1',
        name: 'Families',
        color: '#c4622d',
        subtitle: '120 customers',
        sections: [
          {
            heading: 'How they buy',
            sentences: [
              {
                text: 'They order 4 times.',
                evidence: ['profile, s1, orders = 4'],
                basis: 'data',
                proven: true,
              },
              { text: 'They spend 9 EUR.', evidence: [], basis: 'data', proven: false },
              { text: 'They like calm.', evidence: [], basis: 'assumption', proven: true },
            ],
          },
        ],
      },
    ],
  };

  it('boxes the unproven, marks assumptions and lists the evidence', () => {
    const html = contentHtml(cards);
    expect(html).toContain('<li title="profile, s1, orders = 4">They order 4 times.</li>');
    expect(html).toContain(
      '<li class="clientele-unproven">They spend 9 EUR. <em class="clientele-mark">unproven</em></li>',
    );
    expect(html).toContain('They like calm. <em class="clientele-mark">assumption</em>');
    expect(html).toContain('<li>They order 4 times. <span>profile, s1, orders = 4</span></li>');
    expect(html).toContain('border-top: 5px solid #c4622d');
  });

  it('takes no colour that is none', () => {
    const html = contentHtml({ ...cards, cards: [{ ...cards.cards[0], color: 'red;position:fixed' }] });
    expect(html).toContain('solid #666666');
    expect(html).not.toContain('fixed');
  });
});

describe('contentHtml in a notebook', () => {
  it('says which columns stand right, for front ends that set all of them right', () => {
    const html = contentHtml(table);
    expect(html).toContain('tr>*{text-align:left}');
    expect(html).toContain('[data-right~="2"] tr>:nth-child(2)');
    expect(html).not.toContain('nth-child(1)');
  });

  it('carries a small file as a download; a page is only named', () => {
    const file = {
      kind: 'file',
      name: 'a/<b>.csv',
      mediaType: 'text/csv',
      description: 'All & more.',
    } as const;
    expect(contentHtml({ ...file, text: 'größe\n1' })).toBe(
      `<p class="clientele-file"><strong><a download="&lt;b&gt;.csv" href="data:application/octet-stream;base64,${Buffer.from('größe\n1').toString('base64')}">&lt;b&gt;.csv</a></strong> All &amp; more.</p>`,
    );
    expect(contentHtml({ ...file, text: 'x'.repeat(200_000) })).not.toContain('href');
    const page = {
      kind: 'page',
      name: 'cards',
      title: 'Cards',
      description: 'One each.',
      parts: [],
    } as const;
    expect(contentHtml(page)).toContain('<strong>cards.html</strong> One each.');
  });
});
