// Runs cells in a process of their own: `node run-cells.mjs '{"cells": [...], "options": {...}}'`.
import { createSession } from 'clientele/notebook';

const { cells, options } = JSON.parse(process.argv[2]);
const outputs = [];
const session = await createSession({
  name: 'orders.ipynb',
  check: false,
  ...options,
  onOutput: (cellId, output) => outputs.push({ cellId, ...output }),
});
const results = [];
for (const [i, cell] of cells.entries()) {
  const input = typeof cell === 'string' ? { source: cell } : cell;
  results.push(await session.execute({ id: `cell-${i + 1}`, number: i + 1, ...input }));
}
await session.close();
process.stdout.write(JSON.stringify({ results, outputs }), () => process.exit());
