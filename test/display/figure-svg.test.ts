import { DISPLAY_KEY, figure, PLOTLY_MIME } from 'clientele';
import { describe, expect, it } from 'vitest';
import { canDrawSvg, figureSvg } from '#clientele/display/figure-svg';
import { packedTraces, unpackedNumbers } from '#clientele/display/packed-figure';
import { plotlyBundle } from '#clientele/display/plotly-bundle';

const plain = { xaxis: { range: [0, 10] }, yaxis: { range: [0, 10] } };
/** Rectangles other than the ground. */
const bars = (svg: string) =>
  [...svg.matchAll(/<rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/g)].map((match) =>
    match.slice(1).map(Number),
  );

describe('figureSvg', () => {
  it('draws bars from zero, as long as their values', () => {
    const svg = figureSvg({ data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }], layout: {} });
    const [[, , w1, h1], [, , w2, h2]] = bars(svg);
    expect(h2 / h1).toBeCloseTo(2, 1);
    expect(w1).toBe(w2);
    const lying = figureSvg({
      data: [{ type: 'bar', orientation: 'h', x: [1, 2], y: ['a', 'b'] }],
      layout: {},
    });
    const [[, , l1], [, , l2]] = bars(lying);
    expect(l2 / l1).toBeCloseTo(2, 1);
  });

  it('hatches bars that have a pattern, in the bars and in the legend', () => {
    const hatched = { type: 'bar', name: 'all', x: ['a'], y: [1], marker: { pattern: { shape: '/' } } };
    const svg = figureSvg({ data: [hatched, { type: 'bar', name: 'some', x: ['a'], y: [1] }], layout: {} });
    const [, id] = /<pattern id="([^"]+)"/.exec(svg)!;
    expect(svg.split(`fill="url(#${id})"`).length - 1).toBe(2);
    const odd = { ...hatched, marker: { pattern: { shape: 'constructor', bgcolor: '"><script>' } } };
    expect(figureSvg({ data: [odd], layout: {} })).not.toMatch(/<pattern|<script/);
  });

  it('draws many bars that look alike as one path, of the same rectangles', () => {
    const of = (length: number) => {
      const values = Array.from({ length }, (_, i) => (i % 5) + 1);
      const layout = { xaxis: { range: [-0.5, 9.5] }, yaxis: { range: [0, 5] }, barmode: 'overlay' };
      return figureSvg({
        data: [{ type: 'bar', x: values.map((_, i) => i), y: values, width: 0.5 }],
        layout,
      });
    };
    const [few, many] = [of(7), of(8)];
    const paths = [...many.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z/g)];
    expect(bars(few).length - bars(many).length).toBe(7);
    expect(paths.slice(0, 7).map((match) => match.slice(1).map(Number))).toEqual(bars(few).slice(-7));
    expect(paths).toHaveLength(8);
  });

  it('keeps the scale of axes that have the same', () => {
    const corners = { type: 'scatter', mode: 'lines', x: [0, 10, 10], y: [0, 0, 10] };
    const layout = { xaxis: plain.xaxis, yaxis: { ...plain.yaxis, scaleanchor: 'x' } };
    const svg = figureSvg({ data: [corners], layout });
    const [, x0, , x1, y1, , y2] = /M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" fill="none"/
      .exec(svg)!
      .map(Number);
    expect(x1 - x0).toBeCloseTo(y1 - y2, 0);
  });

  it('draws the ground of a text, and leaves no mark of a short list out', () => {
    const text = { text: 'Here', x: 5, y: 5, showarrow: false, bgcolor: '#abcdef' };
    const marks = (length: number) => ({
      type: 'scatter',
      mode: 'markers',
      x: Array.from({ length }, (_, i) => (10 * i) / length),
      y: Array.from({ length }, (_, i) => (i * 7) % 10),
    });
    const svg = figureSvg(
      { data: [marks(40)], layout: { ...plain, annotations: [text] } },
      { mostBytes: 100 },
    );
    expect(svg).toContain('fill="#abcdef"');
    expect(svg).not.toContain('marks is drawn');
    expect(figureSvg({ data: [marks(400)], layout: plain }, { mostBytes: 100 })).toContain('marks is drawn');
  });

  it('stacks bars and puts groups side by side', () => {
    const data = [
      { type: 'bar', x: ['a'], y: [1] },
      { type: 'bar', x: ['a'], y: [3] },
    ];
    const [[x1, y1], [x2, y2, , h2]] = bars(figureSvg({ data, layout: { barmode: 'stack' } }));
    expect(x1).toBe(x2);
    expect(y2 + h2).toBeCloseTo(y1, 0);
    const [[left1, , width1], [left2]] = bars(figureSvg({ data, layout: {} }));
    expect(left2).toBeCloseTo(left1 + width1, 0);
  });

  it('draws marks, lines with gaps, texts, error bars, shapes and annotations', () => {
    const svg = figureSvg({
      data: [
        {
          type: 'scatter',
          mode: 'lines+markers+text',
          x: [1, 2, 3, 4],
          y: [1, null, 3, 4],
          text: ['one', '', 'a &lt;b&gt; &amp; c<br>below', ''],
          error_y: { array: [1, 1, 1, 1] },
          marker: { symbol: ['circle', 'star', 'diamond', 'cross'] },
        },
      ],
      layout: {
        ...plain,
        shapes: [{ type: 'line', x0: 0, x1: 10, y0: 5, y1: 5, line: { dash: 'dot', color: '#123456' } }],
        annotations: [{ text: 'note', x: 0.5, y: 0.5, xref: 'paper', yref: 'paper', showarrow: false }],
      },
    });
    for (const part of ['>one<', '>a &lt;b&gt; &amp; c<', '>below<', '#123456', '>note<'])
      expect(svg).toContain(part);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('fills each outline between gaps on its own, and draws no line without width', () => {
    const areas = {
      type: 'scatter',
      mode: 'lines',
      x: [0, 1, 1, null, 5, 6, 6],
      y: [0, 0, 1, null, 5, 5, 6],
      fill: 'toself',
      fillcolor: '#123456',
      line: { width: 0 },
    };
    const svg = figureSvg({ data: [areas], layout: plain });
    const [, d] = /<path d="([^"]*)" fill="#123456"/.exec(svg)!;
    expect(d.match(/M[^Mz]*z/g)).toHaveLength(2);
    expect(svg).not.toContain('stroke-width="0"');
  });

  it('writes a horizontal axis once that two vertical ones share', () => {
    const data = [
      { type: 'scatter', x: [1, 2], y: [1, 2] },
      { type: 'scatter', x: [1, 2], y: [10, 20], yaxis: 'y2' },
    ];
    const layout = {
      xaxis: { title: { text: 'Months' } },
      yaxis2: { overlaying: 'y', side: 'right', title: { text: 'Money' } },
    };
    const svg = figureSvg({ data, layout });
    expect(svg.match(/Months/g)).toHaveLength(1);
    expect(svg).toContain('Money');
  });

  it('keeps text from being markup', () => {
    const svg = figureSvg({
      data: [
        {
          type: 'scatter',
          name: '"><script>x</script>',
          mode: 'markers',
          x: [1],
          y: [1],
          marker: { color: '"/><script>' },
        },
      ],
      layout: { showlegend: true, xaxis: { title: { text: '<img src=x onerror=y>&lt;i&gt;' } } },
    });
    expect(svg).not.toMatch(/<script|<img|<i>/);
    expect(svg).toContain('&lt;i&gt;');
  });

  it('gives the same bytes again and never more than allowed', () => {
    const x = Array.from({ length: 20_000 }, (_, i) => Math.sin(i) * 5 + 5);
    const chart = {
      data: [{ type: 'scatter', mode: 'markers', x, y: x.map((_, i) => Math.cos(i * i) * 5 + 5) }],
      layout: plain,
    };
    const svg = figureSvg(chart, { mostBytes: 6000 });
    expect(svg.length).toBeLessThanOrEqual(6000);
    expect(svg).toMatch(/>1 of \d+ marks is drawn</);
    expect(figureSvg(chart, { mostBytes: 6000 })).toBe(svg);
  });

  it.each([
    { data: [], layout: {} },
    { data: [{}], layout: {} },
    { data: [{ type: 'bar', x: [Number.NaN, null], y: [null, 'x'] }], layout: { xaxis: { range: [1, 1] } } },
    { data: [{ x: [1], y: [5] }], layout: { yaxis: { type: 'log' } } },
    { data: [{ x: ['2026-01-01', '2026-03-01'], y: [1, 2] }], layout: {} },
    { data: [{ x: [1e-300, 1e300], y: [0, 0] }], layout: { annotations: [null, { x: 1 }], shapes: [{}] } },
  ])('survives %j', (chart) => {
    expect(figureSvg(chart as never)).toMatch(/^<svg .*<\/svg>$/s);
    expect(figureSvg(chart as never)).not.toMatch(/NaN|Infinity/);
  });

  it('does not pretend to know other kinds', () => {
    expect(canDrawSvg({ data: [{ type: 'sankey' }], layout: {} })).toBe(false);
    const bundle = plotlyBundle({ data: [{ type: 'sankey' }], layout: { title: 'Flow' } });
    expect(Object.keys(bundle)).toEqual([PLOTLY_MIME, 'text/plain']);
    expect(bundle['text/plain']).toBe('Chart (sankey): Flow');
  });
});

describe('a figure in a saved notebook', () => {
  const many = Array.from({ length: 3000 }, (_, i) => Math.sin(i) * 3 + i / 1000);
  const shown = figure(
    {
      title: 'Customers & friends',
      caption: 'Each mark is a customer.',
      alternativeText: 'Scatter chart of 3,000 customers.',
      table: { kind: 'table', columns: [{ name: 'n' }], rows: [[3000]], totalRows: 1 },
    },
    [{ type: 'scatter', mode: 'markers', x: many, y: many.map((v) => -v) }],
    {},
  );

  it('is one picture with its words in HTML, without network', () => {
    const html = shown[DISPLAY_KEY]()['text/html'] as string;
    expect(html.match(/<img src="data:image\/svg\+xml;charset=utf-8,/g)).toHaveLength(1);
    expect(html).toContain('alt="Scatter chart of 3,000 customers."');
    expect(html).toContain('<strong>Customers &amp; friends</strong>');
    expect(html).toContain('Each mark is a customer.');
    expect(html.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
  });

  it('takes at most 60 kB as Jupyter writes it', () => {
    const output = { output_type: 'display_data', data: shown[DISPLAY_KEY](), metadata: {} };
    expect(JSON.stringify(output, null, 1).length).toBeLessThanOrEqual(60_000);
  });

  it('keeps its numbers to what can be seen, packed as Plotly takes them', () => {
    const [trace] = packedTraces([{ x: many, y: [1, 2], name: 'a' }]);
    expect(trace).toMatchObject({ y: [1, 2], name: 'a', x: { dtype: 'f4' } });
    const back = unpackedNumbers(trace.x)!;
    expect(Math.max(...back.map((value, i) => Math.abs(value - many[i])))).toBeLessThan(1e-5);
    const times = many.map((_, i) => 1.7e12 + i);
    const [exact] = packedTraces([{ x: times }]);
    expect(unpackedNumbers(exact.x)).toEqual(times);
  });
});
