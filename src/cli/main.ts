#!/usr/bin/env node
import '../notebook/session/compile-cache.js';
import { packageVersion } from '../notebook/run/provenance.js';
import { EXIT } from './exit-codes.js';

// A reader that leaves early (`clientele run … | head`) must not take the run along.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${packageVersion()}\n`);
} else {
  void start();
}

async function start(): Promise<void> {
  try {
    const { createProgram } = await import('./program.js');
    process.exitCode = await createProgram()(process.argv.slice(2));
  } catch (error) {
    // Nothing a user does leads here.
    process.stderr.write(`clientele has a defect: ${(error as Error)?.stack ?? error}\n`);
    process.exitCode = EXIT.failed;
  }
}
