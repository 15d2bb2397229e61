import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { CellContext, CellRun } from './cell-run.js';

type StreamName = 'stdout' | 'stderr';
type Write = (cell: CellRun, name: StreamName, text: string) => void;

/**
 * Takes what cells write to the console and to the standard streams of this process. What is written outside
 * of a cell goes where it always went.
 *
 * @returns A function that puts everything back.
 */
export function captureStreams(context: CellContext, write: Write): () => void {
  const restores = [captureStream('stdout'), captureStream('stderr')];
  const before = Object.getOwnPropertyDescriptor(globalThis, 'console')!;
  // A console of our own, because the one of the process may belong to somebody else, a test runner say.
  const captured = new Console({ stdout: consoleStream('stdout'), stderr: consoleStream('stderr') });
  Object.defineProperty(globalThis, 'console', { ...before, value: captured });
  return () => {
    Object.defineProperty(globalThis, 'console', before);
    for (const restore of restores) restore();
  };

  function captureStream(name: StreamName): () => void {
    const stream = process[name];
    const own = Object.getOwnPropertyDescriptor(stream, 'write');
    const original = stream.write;
    const decoders = new WeakMap<CellRun, StringDecoder>();
    const capturing = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      const cell = context.current;
      if (cell === undefined) return Reflect.apply(original, stream, [chunk, ...rest]);
      if (!decoders.has(cell)) decoders.set(cell, new StringDecoder());
      write(cell, name, typeof chunk === 'string' ? chunk : decoders.get(cell)!.write(Buffer.from(chunk)));
      const done = rest.find((argument) => typeof argument === 'function');
      if (done !== undefined) process.nextTick(done as () => void);
      return true;
    };
    Object.defineProperty(stream, 'write', { configurable: true, writable: true, value: capturing });
    return () => {
      if (own === undefined) Reflect.deleteProperty(stream, 'write');
      else Object.defineProperty(stream, 'write', own);
    };
  }

  function consoleStream(name: StreamName): Writable {
    return new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        const cell = context.current;
        if (cell === undefined) process[name].write(chunk);
        else write(cell, name, chunk);
        done();
      },
    });
  }
}
