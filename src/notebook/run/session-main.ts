// The process of one session: takes commands from its supervisor, runs cells, reports what they show.
import '../session/compile-cache.js';
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { createSession } from '../session/create-session.js';
import type { CellResult, Session } from '../session/session.js';
import { lineReader } from './line-reader.js';
import { COMMANDS, type Command, INTERRUPTS, REPORTS, type Report } from './messages.js';

let session: Session | undefined;

/** Waits until the supervisor's pipe has taken the whole report: an abort right after loses nothing. */
function report(message: Report): void {
  const bytes = Buffer.from(`${textOf(message)}\n`);
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(REPORTS, bytes, sent);
}

function textOf(message: Report): string {
  try {
    return JSON.stringify(message);
  } catch (error) {
    if (message.type !== 'output') throw error;
    const text = `An output could not be kept: ${(error as Error).message}\n`;
    return JSON.stringify({ ...message, output: { output_type: 'stream', name: 'stderr', text } });
  }
}

async function obey(command: Command): Promise<void> {
  if (command.type === 'open') {
    session = await createSession({
      folder: command.folder,
      name: command.name,
      check: command.check,
      interruptFd: INTERRUPTS,
      onOutput: (cellId, output) => report({ type: 'output', cellId, output }),
      onProgress: (cellId, fraction, label) => report({ type: 'progress', cellId, fraction, label }),
    });
  } else if (command.type === 'execute') {
    const result: CellResult = await session!.execute(command.cell);
    report({ type: 'result', result });
  } else {
    await session?.close();
    process.exit(0);
  }
}

// Warnings of Node name the process, which differs from run to run.
process.on('warning', (warning) => process.stderr.write(`${warning.name}: ${warning.message}\n`));

new Worker(new URL('./lifeline.js', import.meta.url), { stdout: false, stderr: false }).unref();

const commands = new Socket({ fd: COMMANDS, readable: true, writable: false });
let last: Promise<void> = Promise.resolve();
commands.on(
  'data',
  lineReader((line) => {
    const command = JSON.parse(line) as Command;
    last = last.then(() => obey(command));
  }),
);
commands.on('end', () => process.exit(0));
