import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { LiveOutput } from '../session/live-output.js';
import type { CellInput, CellResult } from '../session/session.js';
import { splitCrash } from './crash-text.js';
import { lineReader } from './line-reader.js';
import { COMMANDS, type Command, INTERRUPTS, REPORTS, type Report } from './messages.js';

export interface SessionProcessOptions {
  /** Folder of the notebook. */
  readonly folder: string;
  /** Name of the notebook in messages. */
  readonly name: string;
  /** Strict type check before each cell; with `'warn'`, type errors do not stop it. */
  readonly check: boolean | 'warn';
  readonly onOutput: (cellId: string, output: LiveOutput) => void;
  readonly onProgress: (cellId: string, fraction: number, label: string) => void;
}

/** How a session process ended by itself. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether the JavaScript heap was full. */
  readonly outOfMemory: boolean;
}

/** A session in a process of its own. */
export interface SessionProcess {
  /** Runs a cell; tells how the process ended where the cell took it along. */
  execute(cell: CellInput): Promise<CellResult | ProcessEnd>;
  /** Stops the running cell, also one that keeps its thread busy. */
  interrupt(): void;
  /** Ends the process at once, and whatever it started. */
  kill(): void;
  /** Ends the process in good order. */
  close(): Promise<void>;
}

const ENTRY = fileURLToPath(new URL('./session-main.js', import.meta.url));

/**
 * Starts a session process. Its current folder is ours, so that relative paths mean what they mean in the
 * shell; what it or its own children write to the standard streams becomes output of the running cell. It ends
 * when this process does.
 */
export function startSessionProcess(options: SessionProcessOptions): SessionProcess {
  const child = spawn(process.execPath, ['--no-warnings', ENTRY], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32', // a group of its own: Ctrl-C reaches us alone, and `kill` all of it
    windowsHide: true,
  });
  const pipes = child.stdio as readonly (Readable | Writable | null)[]; // the type of Node knows five
  const commands = pipes[COMMANDS] as Writable;
  const reports = pipes[REPORTS] as Readable;
  const interrupts = pipes[INTERRUPTS] as Writable;
  for (const stream of [commands, interrupts]) stream.on('error', () => {}); // the process is gone: `ended` says it

  let running: { cellId: string; resolve: (result: CellResult | ProcessEnd) => void } | undefined;
  let latestId = '';
  let crash = '';
  let streamed = 0;

  const send = (command: Command) => commands.write(`${JSON.stringify(command)}\n`);
  const settle = (result: CellResult | ProcessEnd) => {
    running?.resolve(result);
    running = undefined;
  };
  const show = (name: 'stdout' | 'stderr', text: string) => {
    if (text !== '') options.onOutput(latestId, { output_type: 'stream', name, text });
  };

  reports.on(
    'data',
    lineReader((line) => {
      const report = JSON.parse(line) as Report;
      if (report.type === 'output') options.onOutput(report.cellId, report.output);
      else if (report.type === 'progress') options.onProgress(report.cellId, report.fraction, report.label);
      else settleQuietly(report.result);
    }),
  );

  /** A result overtakes what still stands in the pipes of the standard streams: it waits until they are quiet. */
  function settleQuietly(result: CellResult): void {
    const before = streamed;
    setImmediate(() =>
      setImmediate(() => {
        if (streamed !== before) return settleQuietly(result);
        show('stderr', crash); // it only looked like one
        crash = '';
        settle(result);
      }),
    );
  }

  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name] as Readable;
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      streamed += text.length;
      if (name === 'stdout') return show(name, text);
      const parts = splitCrash(crash, text);
      crash = parts.crash;
      show(name, parts.shown);
    });
  }

  const ended = endOf(child).then(({ code, signal }): ProcessEnd => {
    const end = { code, signal, outOfMemory: /heap|memory/i.test(crash) };
    settle(end);
    return end;
  });

  send({ type: 'open', folder: options.folder, name: options.name, check: options.check });

  return {
    async execute(cell) {
      if (child.exitCode !== null || child.signalCode !== null) return ended;
      latestId = cell.id;
      return new Promise((resolve) => {
        running = { cellId: cell.id, resolve };
        send({ type: 'execute', cell });
      });
    },
    interrupt() {
      interrupts.write('!');
    },
    kill() {
      killGroup(child);
    },
    async close() {
      send({ type: 'close' });
      const patience = setTimeout(() => killGroup(child), 2000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** Ends with the process and its streams, or soon after the process where another holds its streams open. */
function endOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => {
      killGroup(child);
      const end = () => {
        clearTimeout(late);
        for (const stream of child.stdio) stream?.destroy();
        resolve({ code, signal });
      };
      const late = setTimeout(end, 500);
      child.once('close', end);
    });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}
