import { readdirSync, readFileSync } from 'node:fs';
import { KernelClient } from '../notebook/kernel/client.js';

const CELLS = 1000;
const WINDOW = 20; // cells whose median stands for "the 10th" and "the 1,000th"

/** A notebook that somebody works in all day. */
export interface LongSession {
  /** A trivial cell with the types of TensorFlow.js and Arquero, and Plotly's where they are found, milliseconds. */
  readonly heavyCell: number;
  /** Median of the cells around the 10th, milliseconds. */
  readonly early: number;
  /** Median of the last cells. */
  readonly late: number;
  /** What the kernel and its checker use more after the last cell than after the 20th, MB. */
  readonly grownMb: number;
}

const HEAVY = `import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import * as aq from 'arquero';
import { kmeans, type Table } from 'clientele';
const model = layers.sequential();
const first = aq.table({ revenue: [1, 2, 3] });`;

/** What people write: new names, a function, a table derived from it, a result to look at. */
const realistic = (i: number) => `interface Row${i} { readonly customer: string; readonly revenue: number }
const rows${i}: Row${i}[] = Array.from({ length: 200 }, (_, n) => ({ customer: 'c' + (n % 50), revenue: n * ${i % 7} }));
const table${i} = aq.from(rows${i}).groupby('customer').rollup({ revenue: aq.op.sum('revenue') });
function total${i}(): number { return rows${i}.reduce((sum, { revenue }) => sum + revenue, 0); }
console.log(total${i}());
table${i}.numRows()`;

export async function longSession(): Promise<LongSession> {
  const kernel = await KernelClient.start();
  await kernel.execute(HEAVY);
  const timed = async (code: string) => {
    const sent = performance.now();
    const { reply } = await kernel.execute(code);
    if (reply.content.status !== 'ok') throw new Error(`a cell failed: ${reply.content.evalue}`);
    const time = performance.now() - sent;
    kernel.received.length = 0;
    return time;
  };
  const trivial: number[] = [];
  for (let i = 0; i < 30; i++) trivial.push(await timed(`${i} + 1`));
  const times: number[] = [];
  let before = 0;
  for (let i = 1; i <= CELLS; i++) {
    times.push(await timed(realistic(i)));
    if (i === WINDOW) before = memoryMb(kernel.process.pid!);
  }
  const grownMb = memoryMb(kernel.process.pid!) - before;
  await kernel.stop();
  return {
    heavyCell: median(trivial),
    early: median(times.slice(0, WINDOW)),
    late: median(times.slice(-WINDOW)),
    grownMb,
  };
}

/** Resident memory of a process and of those it started. */
function memoryMb(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(statusOf(name))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = new Set([pid]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
  }
  let kb = 0;
  for (const member of family) kb += Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(String(member)))?.[1] ?? 0);
  return kb / 1024;
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
