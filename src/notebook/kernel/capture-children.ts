import childProcess, { type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Stdio = string | readonly unknown[] | undefined;
type Sync = (...args: unknown[]) => unknown;

const STREAMS = ['stdout', 'stderr'] as const;
const SYNC = ['spawnSync', 'execFileSync', 'execSync'] as const;

/**
 * Child processes that inherit the standard streams of this process write, from now on, through
 * `process.stdout` and `process.stderr`, where a session sees which cell they belong to; else what they print would
 * end in the log of whoever started the kernel. Output of a child that is waited for without a promise comes when
 * it ended.
 *
 * @param beforeChild - Called before each child is started.
 * @returns A function that puts everything back.
 */
export function captureChildren(beforeChild: () => void): () => void {
  const prototype = childProcess.ChildProcess.prototype as unknown as { spawn: Sync };
  const { spawn } = prototype;
  prototype.spawn = function (this: ChildProcess, ...args: unknown[]) {
    beforeChild();
    const options = args[0] as { stdio?: Stdio };
    const inherited = inheritedStreams(options.stdio);
    const stdio = asList(options.stdio).map((own, fd) => (inherited.includes(fd) ? 'pipe' : own));
    const spawned = Reflect.apply(spawn, this, inherited.length === 0 ? args : [{ ...options, stdio }]);
    for (const fd of inherited) {
      const name = STREAMS[fd - 1];
      // The events carry the context of the cell that started the child.
      this[name]?.on('data', (chunk: Buffer) => process[name].write(chunk));
      this[name] = null;
    }
    return spawned;
  };

  const functions = childProcess as unknown as Record<(typeof SYNC)[number], Sync>;
  const originals = SYNC.map((name) => [name, functions[name]] as const);
  for (const [name, original] of originals) {
    functions[name] = (...args) => {
      beforeChild();
      const at = args.findIndex((arg, i) => i > 0 && typeof arg === 'object' && !Array.isArray(arg));
      const options = args[at] as { stdio?: Stdio } | undefined;
      const inherited = inheritedStreams(options?.stdio);
      if (inherited.length === 0) return original(...args);
      return throughFiles(inherited, (files) => {
        const stdio = asList(options?.stdio).map((own, fd) => files.get(fd) ?? own);
        return original(...args.with(at, { ...options, stdio }));
      });
    };
  }
  syncBuiltinESMExports();
  return () => {
    prototype.spawn = spawn;
    for (const [name, original] of originals) functions[name] = original;
    syncBuiltinESMExports();
  };
}

/** Runs with a file in place of each inherited stream, then writes out what came into it. */
function throughFiles(inherited: readonly number[], run: (files: Map<number, number>) => unknown): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-child-'));
  const files = new Map(inherited.map((fd) => [fd, openSync(join(folder, String(fd)), 'w')]));
  try {
    return run(files);
  } finally {
    for (const [fd, file] of files) {
      closeSync(file);
      process[STREAMS[fd - 1]].write(readFileSync(join(folder, String(fd))));
    }
    rmSync(folder, { recursive: true });
  }
}

/** Which of the descriptors 1 and 2 a child would inherit. */
function inheritedStreams(stdio: Stdio): number[] {
  const list = asList(stdio);
  return [1, 2].filter(
    (fd) => list[fd] === 'inherit' || list[fd] === fd || list[fd] === process[STREAMS[fd - 1]],
  );
}

function asList(stdio: Stdio): unknown[] {
  if (typeof stdio === 'string') return [stdio, stdio, stdio];
  return [...(stdio ?? ['pipe', 'pipe', 'pipe'])];
}
