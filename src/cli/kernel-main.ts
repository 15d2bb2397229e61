import '../notebook/session/compile-cache.js';
import { isInputError } from '../core/input-error.js';
import { kernelStart } from './kernel.js';

// What Jupyter starts: the kernel alone, without the command line around it, because launching takes time.
try {
  const words = process.argv.slice(2);
  const file = words.find((word) => word !== '--no-check') ?? '';
  await kernelStart(file, words.includes('--no-check') ? 'warn' : true);
} catch (error) {
  console.error(isInputError(error) ? error.message : error);
  process.exit(1);
}
