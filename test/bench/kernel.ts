import { KernelClient } from '../notebook/kernel/client.js';
import { completionTimes } from './completion.js';
import { longSession } from './long-session.js';

// Times of the kernel beside ipykernel's, taken in turn in one run. `npm run bench`; ipykernel needs a Python that
// has it, named by the environment variable CLIENTELE_PYTHON.

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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

const ours: Times[] = [];
const theirs: Times[] = [];
for (let round = 0; round < ROUNDS; round++) {
  ours.push(await measure());
  if (python) theirs.push(await measure([python, '-m', 'ipykernel_launcher', '-f']));
}

const rows: [string, keyof Times, string][] = [
  ['launch to first reply', 'launch', '0.5'],
  ['launch to first cell', 'firstCell', '-'],
  ['trivial cell', 'cell', '1.0'],
];
const line = (...cells: string[]) =>
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(16))).join(''));
line('median', 'clientele, ms', 'ipykernel, ms', 'ratio', 'to reach');
for (const [name, key, goal] of rows) {
  const own = median(ours.map((times) => times[key]));
  const other = theirs.length === 0 ? undefined : median(theirs.map((times) => times[key]));
  line(
    name,
    own.toFixed(1),
    other?.toFixed(1) ?? '-',
    other === undefined ? '-' : (own / other).toFixed(2),
    goal,
  );
}
const { median: completion, longest, withPlotly } = await completionTimes();
const types = `TensorFlow.js, Arquero${withPlotly ? ', Plotly' : ''}`;
line('completion', completion.toFixed(1), '-', '-', '50 ms');
console.log(`  with the types of ${types} loaded; the longest took ${longest.toFixed(1)} ms`);
const { heavyCell, early, late, grownMb } = await longSession();
const their = theirs.length === 0 ? undefined : median(theirs.map(({ cell }) => cell));
line(
  'cell, heavy types',
  heavyCell.toFixed(1),
  their?.toFixed(1) ?? '-',
  their ? (heavyCell / their).toFixed(2) : '-',
  '3',
);
console.log(
  `realistic cells: ${early.toFixed(1)} ms at the 10th, ${late.toFixed(1)} ms at the 1,000th, ratio ${(late / early).toFixed(2)} (to reach: 1.3)`,
);
console.log(
  `memory grew by ${grownMb.toFixed(0)} MB over 1,000 realistic cells, the checker included (to reach: 40)`,
);
if (!python) console.log('No ratios: CLIENTELE_PYTHON names no Python with ipykernel.');
process.exit(0);
