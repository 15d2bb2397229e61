import { parentPort } from 'node:worker_threads';
import { watchSigint } from './watch-sigint.js';

if (parentPort !== null) watchSigint(parentPort);
