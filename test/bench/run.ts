import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Figure, verdict } from './figure.js';

// `npm run bench [-- part…]`: speed as ratios to peers, taken in turn in one run. CLIENTELE_PYTHON names a Python that
// has them; `bash test/bench/peers/install.sh <folder>` makes one. Figures go to results/bench.json, and beside the
// ones that were there before.

const PARTS: Readonly<Record<string, () => Promise<{ figures: () => Promise<readonly Figure[]> }>>> = {
  kernel: () => import('./kernel.js'),
  'k-means': () => import('./k-means.js'),
  silhouette: () => import('./silhouette.js'),
  'how-many': () => import('./how-many.js'),
  hierarchy: () => import('./hierarchy.js'),
  autoencoder: () => import('./autoencoder.js'),
  features: () => import('./features.js'),
  profile: () => import('./profile.js'),
};
const FILE = 'results/bench.json';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`bench: no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}
const before = earlier();
const all: Figure[] = [];
for (const [name, load] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { figures } = await load();
  print(name, await figures());
}
mkdirSync('results', { recursive: true });
const kept = before.filter((old) => !all.some((figure) => isSame(figure, old)));
writeFileSync(FILE, `${JSON.stringify([...kept, ...all], null, 1)}\n`);
if (process.env.CLIENTELE_PYTHON === undefined) console.log('No peers: CLIENTELE_PYTHON names no Python.');
process.exit(0);

function print(part: string, figures: readonly Figure[]): void {
  all.push(...figures);
  const header = [part, 'unit', 'ours', 'peer', 'ratio', 'to reach', '', 'before'];
  const lines = figures.map((figure) => {
    const { ratio, goal, met } = verdict(figure);
    const old = before.find((other) => isSame(figure, other));
    const peer = figure.peer === undefined ? '' : `${digits(figure.peer)} ${figure.peerName}`;
    return [
      figure.name,
      figure.unit,
      digits(figure.ours),
      peer,
      ratio,
      goal,
      met,
      old ? digits(old.ours) : '',
    ];
  });
  const widths = header.map((_, i) => Math.max(...[header, ...lines].map((line) => line[i].length)));
  for (const line of [header, ...lines]) {
    console.log(
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    );
  }
  console.log('');
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function isSame(a: Figure, b: Figure): boolean {
  return a.part === b.part && a.name === b.name;
}

function earlier(): Figure[] {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return []; // the first run
  }
}
