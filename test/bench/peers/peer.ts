import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A Python program that answers a line of JSON with another one. */
export class Peer {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  /** @param threads - Most threads it may take. */
  constructor(python: string, script: string, threads: number) {
    const one = String(threads);
    this.#process = spawn(python, [fileURLToPath(new URL(script, import.meta.url))], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        OMP_NUM_THREADS: one,
        OPENBLAS_NUM_THREADS: one,
        MKL_NUM_THREADS: one,
        XLA_FLAGS: threads === 1 ? '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1' : '',
      },
    });
    this.#reader = createInterface(this.#process.stdout!);
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async ask<Answer>(job: object): Promise<Answer> {
    this.#process.stdin!.write(`${JSON.stringify(job)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the peer ended');
    return JSON.parse(value);
  }

  close(): void {
    this.#reader.close();
    this.#process.stdin!.end();
    this.#process.kill();
  }
}
