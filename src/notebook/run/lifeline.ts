// The thread of a session process that ends it when its supervisor is gone, also in the middle of a busy loop.
import { Socket } from 'node:net';
import { LIFELINE } from './messages.js';

// Nobody is left to read what the cells would still find out. The process leads a group: its children go too.
const pipe = new Socket({ fd: LIFELINE, readable: true, writable: false });
pipe.resume();
pipe.on('close', () => process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL'));
pipe.on('error', () => pipe.destroy());
