import '../notebook/session/compile-cache.js';
import { socketsThread } from './kernel-sockets.js';

// What Jupyter starts: the kernel alone, without the command line around it, because launching takes time. So does a
// thread: it starts while the rest is loaded.
const sockets = socketsThread();
sockets.on('error', end);
try {
  const { kernelStart } = await import('./kernel.js');
  const words = process.argv.slice(2);
  const file = words.find((word) => word !== '--no-check') ?? '';
  await kernelStart(file, words.includes('--no-check') ? 'warn' : true, sockets);
} catch (error) {
  await end(error);
}

async function end(error: unknown): Promise<void> {
  const { isInputError } = await import('../core/input-error.js');
  console.error(isInputError(error) ? error.message : error);
  process.exit(1);
}
