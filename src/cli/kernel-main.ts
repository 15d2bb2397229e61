import { isInputError } from '../core/input-error.js';
import { kernelStart } from './kernel.js';

// What Jupyter starts: the kernel alone, without the command line around it, because launching takes time.
try {
  await kernelStart(process.argv[2] ?? '');
} catch (error) {
  console.error(isInputError(error) ? error.message : error);
  process.exit(1);
}
