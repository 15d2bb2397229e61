import { PLOTLY_MIME } from 'clientele';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plotlyBundle } from '#clientele/display/plotly-bundle';
import { LiveCharts } from '#clientele/notebook/kernel/live-charts';
import { KernelClient, type Message } from './client.js';

const bar = { data: [{ type: 'bar', x: ['a'], y: [1] }], layout: {} };
const box = { data: [{ type: 'box', y: [1, 2, 3] }], layout: {} };

describe('LiveCharts', () => {
  it('brings each page the smallest library that it lacks, once', () => {
    const charts = new LiveCharts();
    const basic = charts.libraryFor('one', plotlyBundle(bar))!;
    expect(charts.libraryFor('one', plotlyBundle(bar))).toBeUndefined();
    const cartesian = charts.libraryFor('one', plotlyBundle(box))!;
    expect(cartesian.length).toBeGreaterThan(basic.length);
    expect(charts.libraryFor('one', plotlyBundle(bar))).toBeUndefined();
    expect(charts.libraryFor('other', plotlyBundle(bar))).toBe(basic);
  });

  it('brings nothing for what it cannot draw or need not', () => {
    const charts = new LiveCharts();
    expect(charts.libraryFor('one', { 'text/html': '<b>4</b>' })).toBeUndefined();
    expect(
      charts.libraryFor('one', plotlyBundle({ data: [{ type: 'sankey' }], layout: {} })),
    ).toBeUndefined();
    expect(charts.libraryFor('one', { [PLOTLY_MIME]: bar, 'text/plain': 'chart' })).toBeUndefined();
  });
});

describe('in a kernel', () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  const code = `console.log('above'); (${JSON.stringify(bar)})`;
  const kinds = (outputs: readonly Message[]) => outputs.map(({ type }) => type);

  it('a program that runs notebooks gets the bundle that a run without a kernel writes, and nothing else', async () => {
    const { outputs } = await kernel.execute(code);
    expect(kinds(outputs)).toEqual(['stream', 'execute_result']);
    expect(JSON.stringify(outputs[1].content.data)).toBe(JSON.stringify(plotlyBundle(bar)));
  });

  it('a page gets the library before its first chart; it is cleared at once, and what stood above it shown again', async () => {
    const { outputs } = await kernel.execute(code, {}, { cellId: 'a' });
    expect(kinds(outputs)).toEqual(['stream', 'display_data', 'clear_output', 'stream', 'execute_result']);
    expect(outputs[1].content.data['text/html']).toMatch(/^<script>[\s\S]{100000,}<\/script>$/);
    expect(outputs[2].content.wait).toBe(false);
    expect(outputs[3].content.text).toBe('above\n');
    expect(outputs[4].content.data).toEqual(plotlyBundle(bar));
    expect(kinds((await kernel.execute(code, {}, { cellId: 'b' })).outputs)).toEqual([
      'stream',
      'execute_result',
    ]);
  });
});
