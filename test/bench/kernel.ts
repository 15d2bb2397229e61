import { KernelClient } from '../notebook/kernel/client.js';
import { completionTimes } from './completion.js';
import { type Figure, median } from './figure.js';
import { longSession } from './long-session.js';

const ROUNDS = 5;
const CELLS = 30;
const python = process.env.CLIENTELE_PYTHON;

interface Times {
  /** Process started to first reply, milliseconds. */
  readonly launch: number;
  /** Process started to the reply of the first cell. */
  readonly firstCell: number;
  /** A trivial cell, sent to idle. */
  readonly cell: number;
}

async function measure(command?: readonly string[]): Promise<Times> {
  const start = performance.now();
  const kernel = await KernelClient.start({ ready: false, command });
  await kernel.request('kernel_info_request');
  const launch = performance.now() - start;
  await kernel.execute('1 + 1');
  const firstCell = performance.now() - start;
  const cells: number[] = [];
  for (let i = 0; i < CELLS; i++) {
    const sent = performance.now();
    await kernel.execute(`${i} + 1`);
    cells.push(performance.now() - sent);
  }
  await kernel.stop();
  return { launch, firstCell, cell: median(cells) };
}

/** The kernel beside ipykernel, taken in turn. */
export async function figures(): Promise<readonly Figure[]> {
  const ours: Times[] = [];
  const theirs: Times[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await measure());
    if (python) theirs.push(await measure([python, '-m', 'ipykernel_launcher', '-f']));
  }
  const part = 'kernel';
  const unit = 'ms';
  const peer = (key: keyof Times) =>
    theirs.length === 0 ? {} : { peer: median(theirs.map((times) => times[key])), peerName: 'ipykernel' };
  const own = (key: keyof Times) => median(ours.map((times) => times[key]));
  const { median: completion, longest, withPlotly } = await completionTimes();
  const types = `TensorFlow.js, Arquero${withPlotly ? ', Plotly' : ''}`;
  const { heavyCell, early, late, grownMb } = await longSession();
  return [
    {
      part,
      name: 'launch to first reply',
      unit,
      ours: own('launch'),
      ...peer('launch'),
      goal: { timesThePeer: 0.5 },
    },
    { part, name: 'launch to the end of the first cell', unit, ours: own('firstCell'), ...peer('firstCell') },
    { part, name: 'trivial cell', unit, ours: own('cell'), ...peer('cell'), goal: { timesThePeer: 1 } },
    {
      part,
      name: `trivial cell with the types of ${types}`,
      unit,
      ours: heavyCell,
      ...peer('cell'),
      goal: { timesThePeer: 3 },
    },
    {
      part,
      name: 'realistic cell, the 1,000th beside the 10th',
      unit,
      ours: late,
      peer: early,
      peerName: 'the 10th',
      goal: { timesThePeer: 1.3 },
    },
    {
      part,
      name: 'memory grown over 1,000 realistic cells',
      unit: 'MB',
      ours: grownMb,
      goal: { atMost: 40 },
    },
    { part, name: 'completion, median', unit, ours: completion, goal: { atMost: 50 } },
    { part, name: 'completion, longest', unit, ours: longest },
  ];
}
