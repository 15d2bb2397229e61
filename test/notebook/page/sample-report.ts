import {
  CLIENTELE_MIME,
  DISPLAY_KEY,
  type Displayable,
  figure,
  PLOTLY_MIME,
  resultFile,
  resultPage,
  seeded,
} from 'clientele';
import type { Cell, Notebook, Output } from 'clientele/notebook';
import type { CardsContent, TableContent } from '#clientele/display/bundle';
import { showTableContent } from '#clientele/display/shown-table';

const SEGMENTS = [
  { name: 'Loyal regulars', color: '#1f6f8b', x: 2.1, y: 1.4, share: 0.18, revenue: 0.46 },
  { name: 'Promising newcomers', color: '#c4622d', x: 0.4, y: -1.2, share: 0.27, revenue: 0.21 },
  { name: 'Occasional buyers', color: '#4d8a4f', x: -0.9, y: 0.6, share: 0.33, revenue: 0.24 },
  { name: 'Drifting away', color: '#8a5aa3', x: -2.2, y: -0.8, share: 0.22, revenue: 0.09 },
];

const shown = (value: Displayable): Output => ({
  output_type: 'display_data',
  data: value[DISPLAY_KEY](),
  metadata: {},
});

export const code = (
  id: string,
  source: string,
  outputs: readonly Output[] = [],
  tags: string[] = [],
): Cell => ({
  cell_type: 'code',
  id,
  source,
  metadata: tags.length === 0 ? {} : { tags },
  execution_count: outputs.length === 0 ? null : 1,
  outputs,
});

export const markdown = (id: string, source: string): Cell => ({
  cell_type: 'markdown',
  id,
  source,
  metadata: {},
});

export const notebookOf = (cells: readonly Cell[], metadata: Record<string, unknown> = {}): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata,
  cells,
});

/** A notebook of one heading. */
export const HEADING_ONLY = notebookOf([markdown('a', '# Segments of a clothing shop')]);

const profile: TableContent = {
  kind: 'table',
  caption: 'Profile of the segments',
  columns: [
    { name: 'segment', title: 'Segment' },
    { name: 'customers', title: 'Customers', align: 'right' },
    { name: 'share', title: 'Share of customers', align: 'right', format: { style: 'percent' } },
    {
      name: 'recencyDays',
      title: 'Recency',
      unit: 'days',
      align: 'right',
      meaning: 'Days since the last order, median.',
    },
    { name: 'orders', title: 'Orders', align: 'right', meaning: 'Orders a customer, median.' },
    { name: 'revenue', title: 'Revenue', unit: 'GBP', align: 'right', format: { digits: 2 } },
    { name: 'index', title: 'Revenue index', align: 'right' },
    { name: 'change', title: 'Change on last year', align: 'right', format: { style: 'percent' } },
  ],
  rows: [
    ['Loyal regulars', 781, 0.1799, 11, 14, 2841.37, 312, 0.083],
    ['Promising newcomers', 1168, 0.2691, 26, 3, 642.05, 96, 0.214],
    ['Occasional buyers', 1437, 0.3311, 74, 4, 518.9, 81, -0.032],
    ['Drifting away', 954, 0.2198, 203, 1, 231.44, 38, -0.176],
  ],
  totalRows: 4,
  note: 'Medians; index 100 is the mean of all customers. Source: orders from 1 December 2010 to 9 December 2011',
};

const orders: TableContent = {
  kind: 'table',
  caption: 'Customers with the highest revenue',
  columns: [
    { name: 'customerId', title: 'Customer', role: 'id' },
    { name: 'segment', title: 'Segment' },
    { name: 'orders', title: 'Orders', align: 'right' },
    { name: 'revenue', title: 'Revenue', unit: 'GBP', align: 'right', format: { digits: 2 } },
    { name: 'lastOrder', title: 'Last order' },
  ],
  rows: Array.from({ length: 120 }, (_, i) => [
    `C-${17850 + i}`,
    SEGMENTS[(i * 7) % 4].name,
    1 + ((i * 37) % 60),
    280206.02 / (i + 1) + i / 7,
    `2011-${String(12 - (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
  ]),
  totalRows: 4340,
};

const cards: CardsContent = {
  kind: 'cards',
  title: 'Who they are',
  cards: SEGMENTS.slice(0, 3).map((segment, i) => ({
    key: `s${i + 1}`,
    name: segment.name,
    color: segment.color,
    subtitle: `${[781, 1168, 1437][i]} customers, ${Math.round(segment.share * 100)}% of all`,
    sections: [
      {
        heading: 'How they buy',
        sentences: [
          {
            text: `They ordered ${[14, 3, 4][i]} times and last bought ${[11, 26, 74][i]} days ago.`,
            evidence: [
              `profile, s${i + 1}, orders, median = ${[14, 3, 4][i]}`,
              `profile, s${i + 1}, recencyDays, median = ${[11, 26, 74][i]}`,
            ],
            basis: 'data',
            proven: true,
          },
          {
            text: `They bring ${[46, 21, 24][i]}% of the revenue.`,
            evidence: [`profile, s${i + 1}, revenueShare = ${segment.revenue}`],
            basis: 'data',
            proven: i !== 1,
          },
        ],
      },
      {
        heading: 'What they may need',
        sentences: [
          {
            text: 'Early access to new lines, with no discount.',
            evidence: [],
            basis: 'assumption',
            proven: true,
          },
        ],
      },
    ],
  })),
};

function scatter(points: number): Displayable {
  const random = seeded(7);
  const groups = SEGMENTS.map((segment) => {
    const size = Math.round(points * segment.share);
    const x = Array.from({ length: size }, () => segment.x + 0.55 * random.normal());
    const y = Array.from({ length: size }, () => segment.y + 0.45 * random.normal());
    return { ...segment, x, y };
  });
  return figure(
    {
      title: 'Four groups of customers, seen from above',
      caption: 'Each point is a customer; customers who buy alike stand near one another.',
      alternativeText: `Scatter chart of ${points} customers in 4 segments. First component from −4 to 4, second component from −3 to 3, no unit. Loyal regulars stand apart at the upper right.`,
      source: 'Online orders, December 2010 to December 2011; first two principal components',
      table: {
        kind: 'table',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'x', title: 'First component', align: 'right' },
          { name: 'y', title: 'Second component', align: 'right' },
        ],
        rows: groups.flatMap((group) => group.x.map((x, i) => [group.name, x, group.y[i]])),
        totalRows: points,
      },
    },
    groups.map((group) => ({
      type: 'scatter',
      mode: 'markers',
      name: group.name,
      x: group.x,
      y: group.y,
      marker: { color: group.color, size: 6, opacity: 0.7 },
    })),
    {
      xaxis: { title: { text: 'First component' } },
      yaxis: { title: { text: 'Second component' } },
      height: 460,
    },
  );
}

function bars(): Displayable {
  return figure(
    {
      title: 'A fifth of the customers brings almost half of the revenue',
      caption: 'Share of customers beside share of revenue, by segment.',
      alternativeText:
        'Bar chart of 4 segments with two series, share of customers and share of revenue, in percent, from 9% to 46%. Loyal regulars: 18% of customers, 46% of revenue.',
      source: 'Online orders, December 2010 to December 2011',
      table: {
        kind: 'table',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'share', title: 'Share of customers', align: 'right', format: { style: 'percent' } },
          { name: 'revenue', title: 'Share of revenue', align: 'right', format: { style: 'percent' } },
        ],
        rows: SEGMENTS.map((segment) => [segment.name, segment.share, segment.revenue]),
        totalRows: 4,
      },
    },
    [
      { type: 'bar', name: 'Customers', x: SEGMENTS.map((s) => s.name), y: SEGMENTS.map((s) => s.share) },
      { type: 'bar', name: 'Revenue', x: SEGMENTS.map((s) => s.name), y: SEGMENTS.map((s) => s.revenue) },
    ],
    { barmode: 'group', yaxis: { tickformat: '.0%', title: { text: 'Share' } }, height: 380 },
  );
}

function heat(): Displayable {
  const features = ['Recency', 'Orders', 'Revenue', 'Basket', 'Returns'];
  const z = [
    [28, 281, 312, 120, 90],
    [61, 83, 96, 104, 71],
    [104, 92, 81, 97, 110],
    [214, 34, 38, 79, 131],
  ];
  return figure(
    {
      title: 'What marks each segment',
      caption: 'Index of each feature; 100 is the mean of all customers.',
      alternativeText:
        'Heat map of 4 segments by 5 features, index from 28 to 312, where 100 is the mean of all customers.',
      source: 'Segment profile',
      table: {
        kind: 'table',
        columns: [
          { name: 'segment', title: 'Segment' },
          ...features.map((name) => ({ name, align: 'right' as const })),
        ],
        rows: SEGMENTS.map((segment, i) => [segment.name, ...z[i]]),
        totalRows: 4,
      },
    },
    [
      {
        type: 'heatmap',
        x: features,
        y: SEGMENTS.map((s) => s.name),
        z,
        zmid: 100,
        colorscale: [
          [0, '#b5652f'],
          [0.5, '#f3efe6'],
          [1, '#1f6f8b'],
        ],
        texttemplate: '%{z}',
        colorbar: { title: { text: 'Index' } },
      },
    ],
    { yaxis: { autorange: 'reversed' }, height: 340 },
  );
}

/** A report with all that reports hold. `heatMap` decides which chart library it needs. */
export function sampleReport(options: { heatMap?: boolean; points?: number } = {}): Notebook {
  const raw: Output = {
    output_type: 'display_data',
    metadata: {},
    data: {
      [PLOTLY_MIME]: {
        data: [
          { type: 'scatter', mode: 'lines+markers', x: [2, 3, 4, 5, 6], y: [0.41, 0.48, 0.52, 0.44, 0.4] },
        ],
        layout: {
          title: { text: 'Mean silhouette by number of segments' },
          xaxis: { title: { text: 'k' } },
          yaxis: { title: { text: 'Silhouette' } },
        },
      },
      'text/plain': 'chart',
    },
  };
  return notebookOf(
    [
      markdown(
        'intro',
        '# Four kinds of customers, and what to say to each\n\nA fifth of the customers of this shop brings almost half of its revenue. This report shows who they are, how sure we are of it, and what to do next.\n\nIt reads **541,909 order lines**, leaves out cancellations, and looks at every customer as of 10 December 2011.\n\n| Left out | Rows | Why |\n|---|---:|---|\n| cancellations | 9,288 | an order that was taken back is no purchase |\n| no customer | 135,080 | nobody to put into a segment |\n',
      ),
      code(
        'parameters',
        "const orders = 'datasets/orders.csv.gz';\nconst asOf = new Date('2011-12-10');\nconst seed = 42;",
        [],
        ['parameters'],
      ),
      markdown(
        'read',
        '## The customers\n\nThree numbers describe each of them: days since the last order, number of orders, and revenue.',
      ),
      code(
        'load',
        "import { readTable, rfm } from 'clientele';\n\n// One row a customer: recency, frequency, monetary value.\nconst table = await readTable(orders);\nconst customers: Table<Rfm> = rfm(table, { asOf, customer: 'customerId' });\nconsole.log(customers.numRows() + ' customers');\ncustomers;",
        [
          { output_type: 'stream', name: 'stdout', text: '4,340 customers\n' },
          { output_type: 'stream', name: 'stdout', text: '\u001b[32mread\u001b[0m 541,909 rows in 0.8 s\n' },
          {
            output_type: 'stream',
            name: 'stderr',
            text: '\u001b[33mwarning\u001b[0m: 135,080 rows without a customer are counted apart\n',
          },
          shown(showTableContent(orders)),
        ],
      ),
      markdown(
        'k',
        '## How many segments?\n\nThe silhouette is highest at four. Inertia always falls, so it does not decide.',
      ),
      code('sweep', 'const sweep = await sweepK(scaled, { k: [2, 3, 4, 5, 6], seed });\nsweep;', [raw]),
      markdown('map', '## The segments\n\n### On one map'),
      code('scatter', 'scatterOf(embedding, segmentation);', [shown(scatter(options.points ?? 600))]),
      markdown('profile', '### Profile'),
      code('table', 'profile;', [shown(showTableContent(profile))]),
      ...(options.heatMap === false ? [] : [code('heat', 'profileHeatMap(profile);', [shown(heat())])]),
      markdown('money', '### Where the money comes from'),
      code('bars', 'revenueShare(profile);', [shown(bars())]),
      markdown(
        'personas',
        '## Personas\n\nEvery number on a card stands in the profile. A boxed sentence quotes a number that does not.',
      ),
      code('cards', 'personaCards(profile);', [
        {
          output_type: 'display_data',
          metadata: {},
          data: { [CLIENTELE_MIME]: cards, 'text/plain': 'cards' },
        },
      ]),
      markdown('results', '## Files'),
      code('files', "resultFile('scoreboard.csv', 'text/csv', csv, 'The scoreboard for a spreadsheet.');", [
        shown(
          resultFile(
            'scoreboard.csv',
            'text/csv',
            'segment,customers\nLoyal regulars,781\n',
            'The scoreboard for a spreadsheet.',
          ),
        ),
        shown(resultPage('persona-cards', 'Persona cards', 'The cards, one page, ready to print.', [])),
      ]),
      markdown('campaign', '## The campaign'),
      code(
        'failing',
        "const campaign = await readTable('campaign.csv');\nconst lift = conversion(campaign, {\n  arm: 'arms',\n});",
        [
          {
            output_type: 'error',
            ename: 'InputError',
            evalue:
              'conversion: there is no column "arms". Nearest: "arm". There are: customerId, arm, converted.',
            traceback: [
              '\u001b[31mInputError\u001b[39m: conversion: there is no column "arms". Nearest: "arm". There are: customerId, arm, converted.',
            ],
          },
        ],
      ),
      code('later', 'scoreboard(lift);'),
    ],
    { language_info: { name: 'typescript' } },
  );
}

export const SAMPLE_OPTIONS = {
  generatedOn: '2026-05-12',
  provenance: {
    Notebook: 'your-orders.ipynb, sha256 1f0c4b9f7d2e',
    Parameters: 'orders = datasets/orders.csv.gz, asOf = 2011-12-10',
    Seed: 42,
    'orders.csv.gz': '541,909 rows, sha256 a8d0c1',
    Versions: 'clientele 0.1.0, Node 20.20.2',
  },
  failure: {
    cellId: 'failing',
    cellNumber: 19,
    message: 'conversion: there is no column "arms". Nearest: "arm". There are: customerId, arm, converted.',
    line: 3,
    column: 8,
  },
  notRun: ['later'],
};

export const SAMPLE_CARDS = cards;
