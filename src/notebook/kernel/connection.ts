import { readFileSync } from 'node:fs';
import { InputError } from '../../core/input-error.js';

/** Where the kernel listens and how messages are signed, from a connection file. */
export interface Connection {
  readonly transport: 'tcp' | 'ipc';
  readonly ip: string;
  readonly ports: Readonly<Record<Channel, number>>;
  /** Key of the HMAC-SHA256 signatures; empty when messages are unsigned. Never printed. */
  readonly key: string;
  /** Keys of the encrypted transport, when the client asks for it. Never printed. */
  readonly curve?: { readonly publicKey: string; readonly secretKey: string };
}

/** The five sockets. */
export type Channel = 'shell' | 'iopub' | 'stdin' | 'control' | 'hb';

export const CHANNELS: readonly Channel[] = ['shell', 'iopub', 'stdin', 'control', 'hb'];

/**
 * Reads a connection file as Jupyter writes it.
 *
 * @throws {InputError} When it is missing, unreadable, no JSON, or lacks an entry; the message names the file and
 * the entry, never a key.
 */
export function readConnection(file: string): Connection {
  const complain = (problem: string) => new InputError(`clientele kernel: ${file} ${problem}.`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw complain(code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`);
  }
  let entries: Record<string, unknown>;
  try {
    entries = JSON.parse(text);
  } catch {
    throw complain('is not JSON; a Jupyter client writes connection files, start the kernel from one');
  }
  if (typeof entries !== 'object' || entries === null) throw complain('holds no JSON object');

  const { transport = 'tcp', ip = '127.0.0.1', key = '', signature_scheme = 'hmac-sha256' } = entries;
  if (transport !== 'tcp' && transport !== 'ipc') throw complain('has a "transport" other than tcp or ipc');
  if (typeof ip !== 'string') throw complain('has an "ip" that is no text');
  if (typeof key !== 'string') throw complain('has a "key" that is no text');
  if (key !== '' && signature_scheme !== 'hmac-sha256') {
    throw complain('asks for a "signature_scheme" other than hmac-sha256');
  }
  const ports = Object.fromEntries(
    CHANNELS.map((channel) => {
      const port = entries[`${channel}_port`];
      if (typeof port !== 'number' || !Number.isInteger(port) || port < 0 || port > 65535) {
        throw complain(`has no valid "${channel}_port"`);
      }
      return [channel, port];
    }),
  ) as Record<Channel, number>;

  const { curve_publickey: publicKey, curve_secretkey: secretKey } = entries;
  if (publicKey === undefined && secretKey === undefined) return { transport, ip, ports, key };
  if (typeof publicKey !== 'string' || typeof secretKey !== 'string') {
    throw complain('has only one of "curve_publickey" and "curve_secretkey"');
  }
  return { transport, ip, ports, key, curve: { publicKey, secretKey } };
}

/** Address of a channel, for example `tcp://127.0.0.1:5001`. */
export function addressOf(connection: Connection, channel: Channel): string {
  const { transport, ip, ports } = connection;
  return `${transport}://${ip}${transport === 'tcp' ? ':' : '-'}${ports[channel]}`;
}
