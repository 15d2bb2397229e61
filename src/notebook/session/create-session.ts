import { InputError } from '../../core/input-error.js';
import { TASK_KEY } from '../../core/task.js';
import type { CellHelp } from './cell-help.js';
import type { Session, SessionOptions } from './session.js';

/**
 * Opens the session of one notebook in this process. Cells share the realm of the process, so there is one
 * session at a time, and whoever runs notebooks gives each its own process.
 *
 * While the session is open, `console`, the standard streams, `process.exit` and uncaught errors belong to the
 * cell that uses or causes them; `close()` gives everything back. The compiler is loaded here, not before.
 *
 * @throws {InputError} When a session is open in this process already.
 *
 * @example
 * const session = await createSession({ folder: '.', name: 'orders.ipynb', onOutput: console.log });
 * await session.execute({ id: 'a', number: 1, source: 'const rate: number = 2;\nrate * 21' });
 * await session.close();
 */
export async function createSession(options: SessionOptions): Promise<Session & CellHelp> {
  const { NotebookSession } = await import('./notebook-session.js');
  if (TASK_KEY in globalThis) {
    throw new InputError(
      'createSession: a session is open in this process; close it, or use another process.',
    );
  }
  return new NotebookSession(options);
}
