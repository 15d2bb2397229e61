import {
  acrossFlow,
  agreementHeatMap,
  clusterMap,
  compareSegmentations,
  type Figure,
  flowFigure,
  gorgePlot,
  matrix,
  nullHistogram,
  type Segmentation,
  segmentStabilityPlot,
  silhouettePlot,
  stabilityAcross,
  stabilityPlot,
  sweepPanel,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { canDrawSvg, figureSvg } from '#clientele/display/figure-svg';
import { spreadLabels } from '#clientele/report/spread-labels';
import { segmentsOf } from '../../profile/segments-by-hand.js';
import {
  centroids,
  doubts,
  evidence,
  fit,
  ids,
  labels,
  reference,
  segmentation,
  stability,
} from './doubts-by-hand.js';

const NAMES = ['<b>Bold</b> & <a href="https://x.test">link</a>', '忠诚客户', 'عملاء مخلصون', 'Others'];
const THREE = NAMES.slice(0, 3);
const segments = segmentation(THREE);
const figures = doubts(NAMES);

/** Every text in what Plotly gets. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const numbers = (figure: Figure, trace: number, name: string) => figure.data[trace][name] as number[];
const cells = (figure: Figure) => figure.content.table.rows;

describe.each(Object.entries(figures))('%s', (_, figure) => {
  const { content, data, layout } = figure;

  it('says how to read it, where it comes from, and shows its data', () => {
    expect(content.title).toMatch(/^[A-Z][^A-Z]+$/);
    expect(content.caption).toMatch(/^How to read this: /);
    expect(content.source).toMatch(/60 customers/);
    for (const row of content.table.rows) expect(row).toHaveLength(content.table.columns.length);
    expect(content.table.totalRows).toBe(content.table.rows.length);
  });

  it('names chart type, units and the largest or range in its alternative text', () => {
    expect(content.alternativeText).toMatch(/chart|map/i);
    expect(content.alternativeText).toMatch(/unit|percent|distance/);
    expect(content.alternativeText).toMatch(/largest|from/i);
  });

  it('needs no more than the smallest bundle, and is drawn as a still picture', () => {
    for (const trace of data) expect(['scatter', 'bar']).toContain(trace.type);
    for (const key of ['title', 'font', 'paper_bgcolor', 'plot_bgcolor', 'width'])
      expect(layout).not.toHaveProperty(key);
    expect(canDrawSvg(figure)).toBe(true);
    expect(figureSvg(figure)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('gives Plotly no markup but its own line breaks, no number that is none, and no customer', () => {
    for (const text of texts([data, layout])) expect(text.replaceAll('<br>', '')).not.toMatch(/[<>]/);
    const json = JSON.stringify([data, layout, content]);
    expect(json).not.toMatch(/NaN|Infinity|not measured/);
    for (const id of ids) expect(json).not.toContain(`"${id}"`);
  });

  it('is the same again', () => {
    expect(JSON.stringify(doubts(NAMES)[_])).toBe(JSON.stringify(figure));
  });
});

it('tells the seed where there is one', () => {
  for (const name of [
    'sweepPanel',
    'silhouettePlot',
    'gorgePlot',
    'stabilityPlot',
    'clusterMap',
    'nullHistogram',
  ])
    expect(figures[name].content.source, name).toContain('seed 7');
});

describe('sweepPanel', () => {
  it('marks what each criterion speaks for, with its direction', () => {
    const symbols = figures.sweepPanel.data.map(({ marker }) => (marker as { symbol: string[] }).symbol);
    const [silhouette, , , strength, harabasz] = symbols;
    expect(silhouette).toEqual(['circle', 'star', 'circle']);
    expect(harabasz).toEqual(['circle', 'circle', 'star']);
    expect(strength).toEqual(['circle', 'circle', 'circle']);
    const rows = cells(figures.sweepPanel);
    expect(rows[0]).toEqual(['Mean silhouette', '↑ better', 0.3, 0.45, 0.2, 3]);
    expect(rows[3]).toEqual(['Prediction strength', '↑ better', 0.45, 0.3, 0.225, 'none']);
    expect(rows[6]).toEqual(['BIC', '↓ better', 3000, 2000, 1000, 'none']);
    const titles = texts(figures.sweepPanel.layout.annotations).join(' ').replaceAll('<br>', ' ');
    expect(titles).toContain('Davies-Bouldin (no unit) ↓ better');
    expect(numbers(figures.sweepPanel, 7, 'y')).toEqual([450, 300, 225]);
  });

  it('draws ends around the stability and the gap', () => {
    // At k = 2 the mean of five pairs is 0.7, from 0.5 to 0.9; the gap is 0.2 ± 0.05.
    const bars = figures.sweepPanel.data.map(
      (trace) => trace.error_y as { array: number[]; arrayminus: number[] },
    );
    expect(bars[1].array[0]).toBeCloseTo(0.2, 12);
    expect(bars[1].arrayminus[0]).toBeCloseTo(0.2, 12);
    expect(bars[2].array[0]).toBeCloseTo(0.05, 12);
    expect(bars[0]).toBeUndefined();
  });

  it('takes one k, and refuses none', () => {
    const { rows, votes } = evidence(THREE);
    expect(JSON.stringify(sweepPanel({ rows: rows.slice(0, 1), votes, recommended: 2 }))).not.toContain(
      'null',
    );
    expect(() => sweepPanel({ rows: [], votes, recommended: 2 })).toThrow(
      'sweepPanel: the evidence has no rows.',
    );
  });
});

describe('silhouettePlot', () => {
  it('sorts customers within segments, by hand', () => {
    const outline = numbers(figures.silhouettePlot, 1, 'x');
    expect(outline.slice(2, -2)).toEqual([...Array(15).fill(0.4), ...Array(5).fill(-0.2)]);
    expect([outline[0], outline[outline.length - 1]]).toEqual([0, 0]);
    expect(cells(figures.silhouettePlot)).toEqual([
      [THREE[0], 30, 0.6, 0, 0.5, 0.7],
      [THREE[1], 20, 0.25, 0.25, -0.2, 0.4],
      [THREE[2], 10, 0.3, 0, 0.3, 0.3],
    ]);
    const { yaxis, xaxis, shapes } = figures.silhouettePlot.layout as {
      yaxis: { ticktext: string[] };
      xaxis: { range: number[] };
      shapes: { x0: number }[];
    };
    expect(yaxis.ticktext[1]).toContain('25.0% below 0');
    expect(xaxis.range[0]).toBeLessThan(-0.2);
    expect(shapes[0].x0).toBe(26 / 60);
    expect(figures.silhouettePlot.content.caption).not.toContain('quantiles');
  });

  it('thins more than 2,000 by quantiles of each segment, and says so', () => {
    const many = Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`m${i}`, i < 3000 ? 0 : 1]));
    const coefficients = Float64Array.from({ length: 4000 }, (_, i) => (i < 3000 ? i / 2999 : -0.5));
    const figure = silhouettePlot(
      {
        ...fit,
        coefficients,
        rows: Int32Array.from({ length: 4000 }, (_, i) => i),
        perSegment: [
          { label: 0, size: 3000, mean: 0.5 },
          { label: 1, size: 1000, mean: -0.5 },
        ],
      },
      segmentsOf(many),
    );
    // A thousand in all: 750 and 250; the first from 1 down to 0 in even steps.
    const drawn = numbers(figure, 0, 'x').slice(2, -2);
    expect(drawn).toHaveLength(750);
    drawn.forEach((value, i) => {
      expect(value).toBeCloseTo(1 - i / 749, 9);
    });
    expect(figure.content.caption).toContain('1,000 quantiles stand for 4,000 customers');
    expect(cells(figure)[1]).toEqual(['Second', 1000, -0.5, 1, -0.5, -0.5]);
  });

  it('says when it was measured on a sample', () => {
    const sampled = {
      ...fit,
      exact: false,
      method: 'a sample of 60 of 90 customers, drawn by segment with seed 1',
    };
    expect(silhouettePlot(sampled, segments).content.caption).toContain('Measured on a sample of 60 of 90');
  });

  it('refuses a silhouette of other customers', () => {
    const message = 'silhouettePlot: the silhouette is of 60 customers in 3 segments, the segmentation has';
    expect(() => silhouettePlot(fit, segmentsOf({ a: 0, b: 1 }))).toThrow(`${message} 2 in 2.`);
    const two = segmentsOf(Object.fromEntries(ids.map((id) => [id, 0])));
    expect(() => silhouettePlot(fit, two)).toThrow(`${message} 60 in 2.`);
    expect(() => silhouettePlot({ ...fit, perSegment: [] }, segments)).toThrow(
      'is of 0 customers in 0 segments',
    );
  });
});

describe('gorgePlot', () => {
  it('counts customers by similarity, by hand', () => {
    // To the first: 30 near, 20 half-way, 10 far. To the second: 20 half-way. To the third: 10 near.
    expect(cells(figures.gorgePlot)).toEqual([
      [THREE[0], 10 / 60, 20 / 60, 30 / 60],
      [THREE[1], 40 / 60, 20 / 60, 0],
      [THREE[2], 50 / 60, 0, 10 / 60],
    ]);
    // Bins of 0.05: 0.92 is in the 19th, 0.5 in the 11th, 0.07 in the second.
    const [own, others] = [numbers(figures.gorgePlot, 0, 'y'), numbers(figures.gorgePlot, 1, 'y')];
    expect(own[18]).toBeCloseTo(50, 12);
    expect(others[10]).toBeCloseTo(100 / 3, 12);
    expect(others[1]).toBeCloseTo(100 / 6, 12);
    expect([...own, ...others].reduce((a, b) => a + b)).toBeCloseTo(100, 12);
    expect(numbers(figures.gorgePlot, 1, 'base')).toEqual(own);
  });

  it('counts a similarity of 1', () => {
    const sure = matrix([
      [1, 0],
      [0, 1],
    ]);
    expect(numbers(gorgePlot(sure, segmentsOf({ a: 0, b: 1 })), 0, 'y')[19]).toBe(50);
  });

  it('refuses what does not fit', () => {
    const one = segmentsOf({ a: 0 }, ['All']);
    expect(() => gorgePlot(matrix([[1]]), one)).toThrow('gorgePlot: there is one segment');
    expect(() => gorgePlot(matrix([], ['s1', 's2']), segmentsOf({}))).toThrow(
      'gorgePlot: there are no customers.',
    );
    expect(() => gorgePlot(matrix([[0.5, 0.5]]), segments)).toThrow(
      'gorgePlot: the similarities are of 1 customers to 2 segments, the segmentation has 60 and 3.',
    );
    expect(() => gorgePlot(matrix([[2, -1]]), segmentsOf({ a: 0 }))).toThrow(
      'similarities lie between 0 and 1',
    );
  });
});

describe('stability plots', () => {
  it('draws boxes from the first to the third quartile, by hand', () => {
    // Pairs 0.5, 0.6, 0.7, 0.8, 0.9 at k = 2, half of it at k = 3.
    const [, boxes] = figures.stabilityPlot.data as { base?: number[]; y: number[] }[];
    expect(boxes.base).toEqual([0.6, 0.3, 0.2].map((value) => expect.closeTo(value, 12)));
    expect(boxes.y).toEqual([0.2, 0.1, 0.2 / 3].map((value) => expect.closeTo(value, 12)));
    expect(cells(figures.stabilityPlot)[0]).toEqual([
      2,
      ...[0.5, 0.6, 0.7, 0.8, 0.9, 0.7].map((value) => expect.closeTo(value, 12)),
    ]);
    expect(figures.stabilityPlot.content.alternativeText).toContain('Largest median at 2.');
  });

  it('draws segments with the lines at 0.5 and 0.75', () => {
    const { data, layout } = figures.segmentStabilityPlot;
    const boxes = data[1] as { base: number[]; x: number[]; orientation: string };
    expect(boxes.orientation).toBe('h');
    expect(boxes.base).toEqual([0.85, 0.55, 0.3].map((value) => expect.closeTo(value, 12)));
    expect(boxes.x).toEqual([0.1, 0.1, 0].map((value) => expect.closeTo(value, 12)));
    expect((layout.shapes as { x0: number }[]).map(({ x0 }) => x0)).toEqual([0.5, 0.75]);
    expect(cells(figures.segmentStabilityPlot).map((row) => row[5])).toEqual([
      'stable',
      'a pattern',
      'dissolves',
    ]);
  });

  it('marks pairs that lie far from the others', () => {
    const [row] = evidence(THREE).rows;
    const values = Float64Array.of(0.9, 0.9, 0.9, 0.9, 0.1);
    const odd = {
      ...row,
      stability: { ...row.stability, agreement: { ...row.stability.agreement, values } },
    };
    expect(stabilityPlot([odd]).data[2]).toMatchObject({ x: [0], y: [0.1] });
  });

  it('refuse what is empty or of other segments', () => {
    expect(() => stabilityPlot([])).toThrow('stabilityPlot: there are no rows.');
    expect(() => segmentStabilityPlot(stability(2, THREE.slice(0, 2)), segments)).toThrow(
      'segmentStabilityPlot: the stability is of s1, s2, the segmentation has s1, s2, s3.',
    );
    expect(() => segmentStabilityPlot(stability(0, []), segmentsOf({}, []))).toThrow('there are no segments');
  });
});

describe('acrossFlow', () => {
  it('draws bands as wide as their share, and strong where a segment comes whole', () => {
    // Before: 30, 20, 10. After: 30 of the first; 10 and 8 of the second; 2 of the second with all 10 of the third, which
    // is the fourth by position and continues the third. Entropy of 2 and 10 in 12: 0.4506 over ln 3.
    const entropy = -((1 / 6) * Math.log(1 / 6) + (5 / 6) * Math.log(5 / 6)) / Math.log(3);
    expect(cells(figures.acrossFlow)).toEqual([
      [4, THREE[0], 30, 1, THREE[0], 1],
      [4, THREE[1], 10, 1, THREE[1], 1],
      [4, expect.any(String), 8, 1, THREE[1], 1],
      [4, THREE[2], 12, expect.closeTo(1 - entropy, 12), THREE[2], 10 / 12],
    ]);
    const colors = figures.acrossFlow.data
      .map(({ fillcolor }) => fillcolor)
      .filter((color) => color !== undefined);
    const strength = 0.12 + 0.63 * (1 - entropy) ** 2;
    expect(colors).toEqual(['rgba(0, 120, 192, 0.75)', `rgba(0, 120, 192, ${strength.toFixed(2)})`]);
    // The first band leaves and arrives over half of the height.
    const y = numbers(figures.acrossFlow, 0, 'y');
    const first = y.slice(0, y.indexOf(null as never));
    expect(first[0]).toBeCloseTo(0, 12);
    expect(first[first.length - 1]).toBeCloseTo(-0.5, 12);
    const bars = figures.acrossFlow.data.filter(({ type }) => type === 'bar') as {
      y: number[];
      text: string[];
    }[];
    expect(bars[0].y.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(bars[0].text).toEqual(['1', '2', '3']);
    expect([...bars[1].text].sort()).toEqual(['1', '2', '3', '4']);
  });

  it('puts segments beside where they come from', () => {
    // The smaller segment of the second solution comes from the larger one of the first: it stands above.
    const before = segmentsOf({ a: 0, b: 0, c: 0, d: 1, e: 1 }, ['A', 'B']);
    const after = segmentsOf({ a: 0, b: 2, c: 2, d: 1, e: 1 }, ['X', 'Y', 'Z']);
    const { data } = acrossFlow(stabilityAcross([before, after]));
    const last = data[data.length - 1] as { hovertext: string[] };
    expect(last.hovertext.map((text) => text.split(':')[0])).toEqual(['X', 'A', 'B']);
  });

  it('says when a segment has nobody from before, and refuses what has no steps', () => {
    const before = segmentsOf({ a: 0, b: 1 }, ['A', 'B']);
    const after = segmentsOf({ a: 0, b: 1, x: 2 }, ['A', 'B', 'C']);
    const figure = acrossFlow(stabilityAcross([before, after]));
    expect(cells(figure)[2]).toEqual([3, 'C', 1, 'not measured', 'none', null]);
    expect(figure.content.alternativeText).toContain('C not measured');
    expect(() => acrossFlow({ segmentations: [], steps: [] })).toThrow('acrossFlow: there are no steps.');
  });
});

describe('clusterMap', () => {
  it('tells the true distance to the nearest segment, and keeps distances', () => {
    expect(cells(figures.clusterMap)).toEqual([
      [THREE[0], 30, 0.5, THREE[1], 5],
      [THREE[1], 20, 20 / 60, THREE[0], 5],
      [THREE[2], 10, 10 / 60, THREE[1], 12],
    ]);
    const [x, y] = ['x', 'y'].map((name) => numbers(figures.clusterMap, 1, name));
    const between = (a: number, b: number) => Math.hypot(x[a] - x[b], y[a] - y[b]);
    expect(between(0, 1)).toBeCloseTo(5, 9);
    expect(between(1, 2)).toBeCloseTo(12, 9);
    expect(between(0, 2)).toBeCloseTo(Math.sqrt(265), 9);
    expect(figures.clusterMap.content.caption).toContain('shows 100% of');
    // Two that are nearest to each other share a line: two lines of two ends and a gap.
    expect(numbers(figures.clusterMap, 0, 'x')).toHaveLength(6);
  });

  it('makes areas follow sizes', () => {
    const { size } = figures.clusterMap.data[1].marker as { size: number[] };
    expect((size[1] / size[0]) ** 2).toBeCloseTo(20 / 30, 12);
    expect((size[2] / size[0]) ** 2).toBeCloseTo(10 / 30, 12);
  });

  it('takes means of segments where there are no centroids', () => {
    const places = [
      [0, 0],
      [3, 4],
      [3, 16],
    ];
    const customers = matrix(labels.map((s, i) => places[s].map((value) => value + (i % 2 === 0 ? 1 : -1))));
    const figure = clusterMap(segments as Segmentation<never>, customers);
    expect(cells(figure).map((row) => row[4])).toEqual([5, 5, 12].map((value) => expect.closeTo(value, 12)));
  });

  it('draws segments in a line, one alone, and two in the same place', () => {
    const line = clusterMap({ ...segments, centroids: matrix([[0], [1], [5]]) });
    expect(numbers(line, 1, 'y')).toEqual([0, 0, 0]);
    const one = clusterMap({ ...segmentsOf({ a: 0 }, ['All']), centroids: matrix([[3, 4]]) });
    expect(cells(one)).toEqual([['All', 1, 1, 'none', null]]);
    const same = clusterMap({ ...segmentsOf({ a: 0, b: 1 }), centroids: matrix([[3], [3]]) });
    expect(cells(same).map((row) => row[4])).toEqual([0, 0]);
    for (const figure of [line, one, same]) {
      expect(JSON.stringify([figure.data, figure.layout])).not.toMatch(/NaN|Infinity/);
      expect(figureSvg(figure)).not.toMatch(/NaN|Infinity/);
    }
  });

  it('leaves out segments without customers, and says what it needs', () => {
    const empty = segmentsOf({ a: 0, b: 0 }, ['Full', 'Empty']);
    expect(cells(clusterMap(empty, matrix([[1], [2]])))).toEqual([['Full', 2, 1, 'none', null]]);
    expect(() => clusterMap(segments)).toThrow('clusterMap: the segmentation has no centroids.');
    expect(() => clusterMap(segments, centroids)).toThrow(
      'clusterMap: the segmentation has 60 customers, the matrix 3.',
    );
    expect(() => clusterMap(segmentsOf({}, []), matrix([], ['x']))).toThrow('no segment has a centre');
  });
});

describe('nullHistogram', () => {
  it('counts scores, and has the real one as a line and p in the title', () => {
    // 12 scores from 0.1 to 0.2 in five bins of 0.02; on an edge they count for the bin above, the last edge is in.
    expect(figures.nullHistogram.content.title).toContain('p = 0.077');
    const counts = numbers(figures.nullHistogram, 0, 'y');
    expect(counts).toHaveLength(5);
    expect(counts.reduce((a, b) => a + b)).toBe(12);
    expect(numbers(figures.nullHistogram, 1, 'x')).toEqual([0.35, 0.35]);
    const { range } = figures.nullHistogram.layout.xaxis as { range: number[] };
    expect(range[0]).toBeLessThan(0.1);
    expect(range[1]).toBeGreaterThan(0.35);
    const rough = { ...reference, nulls: Float64Array.of(1, 1.5, 3.5, 3.6, 6), permutations: 5 };
    expect(cells(nullHistogram(rough)).map((row) => row[2])).toEqual([2, 0, 2, 0, 1]); // bins of 1 from 1 to 6
  });

  it('takes scores that are all the same, and names another score', () => {
    const flat = { ...reference, nulls: new Float64Array(19), score: 0, p: 1 };
    const figure = nullHistogram(flat, { score: 'Explained variance (%)' });
    expect(cells(figure).map((row) => row[2])).toEqual([19]);
    expect(JSON.stringify(figure)).not.toMatch(/NaN|Infinity/);
    expect(figure.content.alternativeText).toContain('Explained variance (%)');
    expect(() => nullHistogram({ ...reference, nulls: new Float64Array(0) })).toThrow(
      'nullHistogram: the reference has no permutations.',
    );
  });
});

describe('agreementHeatMap', () => {
  it('writes the number into each cell, darker the higher', () => {
    const { text, marker } = figures.agreementHeatMap.data[0] as {
      text: string[];
      marker: { color: string[] };
    };
    expect(text).toEqual(['1.00', '0.40', '−0.10', '0.40', '1.00', '0.75', '−0.10', '0.75', '1.00']);
    expect(marker.color[0]).toBe('#1d5b94');
    expect(marker.color[2]).toBe('#f2f2f2');
    expect(figures.agreementHeatMap.content.alternativeText).toContain('0.75');
  });

  it('takes rows with names of their own, numbers long names, and one segmentation', () => {
    const grid = agreementHeatMap(matrix([[0.5, 0.6]], ['k-means', 'latent classes'], ['3 segments']));
    expect(cells(grid)).toEqual([['3 segments', 0.5, 0.6]]);
    expect(grid.content).not.toHaveProperty('source');
    const long = Array.from({ length: 6 }, (_, i) => `standardised-${i}`);
    const numbered = agreementHeatMap(
      matrix(
        long.map(() => long.map(() => 1)),
        long,
      ),
    );
    expect((numbered.layout.xaxis as { ticktext: string[] }).ticktext).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect((numbered.layout.yaxis as { ticktext: string[] }).ticktext[5]).toContain('6. standardised');
    expect(agreementHeatMap(matrix([[1]], ['alone'])).content.alternativeText).toContain(
      'one segmentation alone',
    );
  });

  it('refuses what is none', () => {
    expect(() => agreementHeatMap(matrix([]))).toThrow('agreementHeatMap: there are no segmentations.');
    expect(() => agreementHeatMap(matrix([[1, 2]]))).toThrow('agreementHeatMap: 1 rows for 2 columns.');
    expect(() => agreementHeatMap(matrix([[1, 2]], ['a', 'b'], ['c']))).toThrow(
      'agreementHeatMap: row 1, column "b" is 2.',
    );
  });
});

describe('flowFigure', () => {
  it('shows the cross table', () => {
    expect(cells(figures.flowFigure)).toEqual([
      [THREE[0], 30, 0, 0, 0],
      [THREE[1], 0, 10, 8, 2],
      [THREE[2], 0, 0, 0, 10],
    ]);
    // One colour for each segment of the first: three traces, the second with three bands.
    const bands = figures.flowFigure.data.filter(({ fill }) => fill === 'toself');
    expect(bands.map(({ x }) => (x as (number | null)[]).filter((each) => each === null).length)).toEqual([
      0, 2, 0,
    ]);
    expect(figures.flowFigure.content.alternativeText).toContain('Largest band: 30 customers.');
  });

  it('does without customers in a segment', () => {
    const empty = segmentsOf({ a: 0, b: 0 }, ['Full', 'Empty']);
    const figure = flowFigure(compareSegmentations(empty, segmentsOf({ a: 0, b: 1 })));
    expect(figure.content.alternativeText).toContain('Empty: no customers');
    expect(JSON.stringify(figure)).not.toMatch(/NaN|Infinity/);
  });
});

describe('spreadLabels', () => {
  it('leaves labels that have room, and moves the others apart', () => {
    expect(spreadLabels([10, 50, 90], [10, 10, 10], 100)).toEqual([10, 50, 90]);
    expect(spreadLabels([48, 50, 90], [10, 10, 10], 100)).toEqual([40, 50, 90]);
    expect(spreadLabels([80, 98], [20, 20], 100)).toEqual([70, 90]);
    expect(spreadLabels([1, 2], [10, 10], 12)).toEqual([5, 15]);
    expect(spreadLabels([], [], 12)).toEqual([]);
  });
});
