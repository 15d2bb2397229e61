import { describe, expect, it } from 'vitest';
import { canDraw, chartLibrary } from '#clientele/notebook/page/chart-library';
import { describeChart } from '#clientele/notebook/page/describe-chart';
import { readChart } from '#clientele/notebook/page/read-chart';

describe('readChart', () => {
  it('keeps plain data and takes out what is the page’s', () => {
    const read = readChart({
      data: [{ x: new Float64Array([1, 2]), y: [Number.NaN, new Date(0)], type: 'scattergl' }],
      layout: { title: { text: 'A<br>b' }, width: 900, height: 300, template: {}, xaxis: { title: 'Days' } },
    });
    expect(read).toEqual({
      chart: {
        data: [{ x: [1, 2], y: [null, '1970-01-01T00:00:00.000Z'], type: 'scatter' }],
        layout: { height: 300, xaxis: { title: { text: 'Days' } } },
      },
      title: 'A b',
      types: ['scatter'],
    });
  });

  it.each([
    ['<a href="https://elsewhere.example">x</a>', 'x'],
    ['<b style="fill:red">x</b><extra></extra>', '<b>x</b><extra></extra>'],
    ['2 < 3 and 4 > 1', '2 < 3 and 4 > 1'],
    ['<img src=x onerror=y', ''],
  ])('cleans markup in texts: %s', (text, clean) => {
    expect(readChart({ data: [{ text }] })?.chart.data[0].text).toBe(clean);
  });

  it.each([undefined, null, 'x', [], {}, { data: 'x' }])('is no chart: %j', (value) => {
    expect(readChart(value)).toBeUndefined();
  });
});

describe('chartLibrary', () => {
  it.each([
    [['scatter', 'bar'], 'basic'],
    [['scatter', 'heatmap'], 'cartesian'],
  ])('for %j is %s', async (types, kind) => {
    const library = await chartLibrary(types);
    expect(library.name).toContain(`Plotly.js ${kind}`);
    expect(library.script).toContain(`plotly.js (${kind} - minified)`);
  });

  it('says what it cannot draw', () => {
    expect([canDraw(['scatter', 'violin']), canDraw(['scatter3d'])]).toEqual([true, false]);
  });
});

describe('describeChart', () => {
  const words = (data: object[], layout: object = {}) => describeChart(readChart({ data, layout })!);

  it('names type, axes, series and ranges, and tables every value', () => {
    const content = words(
      [
        { type: 'bar', name: 'Customers', x: ['A', 'B'], y: [1, 4] },
        { type: 'bar', name: 'Revenue', x: ['A', 'B'], y: [3, 2] },
      ],
      { xaxis: { title: { text: 'Segment' } }, yaxis: { title: { text: 'Share, %' } } },
    );
    expect(content.alternativeText).toBe(
      'Bar chart, 4 values. Segment: A, B. Share, % from 1 to 4. Series: Customers, Revenue.',
    );
    expect(content.table.rows).toEqual([
      ['Customers', 'A', 1],
      ['Customers', 'B', 4],
      ['Revenue', 'A', 3],
      ['Revenue', 'B', 2],
    ]);
  });

  it('spreads a heat map into one row a cell', () => {
    const { table } = words([{ type: 'heatmap', x: ['a', 'b'], y: ['c'], z: [[1, 2]] }]);
    expect(table.rows).toEqual([
      ['a', 'c', 1],
      ['b', 'c', 2],
    ]);
  });

  it('manages a chart without data', () => {
    expect(words([]).alternativeText).toBe('Chart, 0 values.');
  });
});
