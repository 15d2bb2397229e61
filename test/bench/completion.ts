import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KernelClient } from '../notebook/kernel/client.js';

/** A folder with packages, for types that are not installed with this package. */
const packages = process.env.CLIENTELE_PACKAGES;
const ROUNDS = 10;

const HEAVY = `import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import * as aq from 'arquero';
import { kmeans, tableOf, type Table } from 'clientele';
const orders = tableOf({ revenue: [1], region: ['x'] });
const raw: Table = tableOf({ revenue: [1], region: ['x'] }) as never;
const model = layers.sequential();`;

const PLOTLY = `import type * as Plotly from 'plotly.js';
const traces: Partial<Plotly.PlotData>[] = [{ type: 'bar' }];`;

/** What people complete; the cursor is at the end. */
const CODES = [
  'tf.ma',
  'tf.',
  'aq.',
  'model.comp',
  'model.compile({ ',
  'orders.',
  "orders.array('",
  "raw.array('re",
  'raw.filter((d) => d.',
  'ord',
  'kmeans(raw, { ',
  "import { ta } from 'cl",
  'traces.push({ ',
  "traces.push({ type: '",
  'traces[0].',
];

/** Times of completions with the types of TensorFlow.js, Arquero and Plotly loaded, in milliseconds. */
export async function completionTimes(): Promise<{ median: number; longest: number; withPlotly: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-completion-'));
  if (packages !== undefined) symlinkSync(resolve(packages), join(folder, 'node_modules'));
  const kernel = await KernelClient.start({ folder });
  await kernel.execute(HEAVY);
  const withPlotly = (await kernel.execute(PLOTLY)).reply.content.status === 'ok';
  await new Promise((resolve) => setTimeout(resolve, 2000)); // as long as people look at what they did
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const code of CODES) {
      const sent = performance.now();
      await kernel.request('complete_request', { code, cursor_pos: code.length });
      times.push(performance.now() - sent);
    }
  }
  await kernel.stop();
  rmSync(folder, { recursive: true });
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], longest: times[times.length - 1], withPlotly };
}
