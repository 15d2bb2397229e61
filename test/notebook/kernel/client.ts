import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dealer, Request, type Socket, Subscriber } from 'zeromq';
import { KERNEL_ENVIRONMENT } from '#clientele/notebook/kernel/kernelspec';

/** A message as a client sees it. */
export interface Message {
  readonly channel: ClientChannel;
  readonly type: string;
  readonly header: Record<string, string>;
  readonly parent: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into contents of every shape
  readonly content: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly metadata: any;
  readonly buffers: readonly Buffer[];
}

/** What stands in a connection file. */
export type Connection = Record<string, string | number>;

export type ClientChannel = 'shell' | 'control' | 'stdin' | 'iopub';

/** What Jupyter starts. */
export const MAIN = fileURLToPath(new URL('../../../dist/cli/kernel-main.js', import.meta.url));
const KEY = 'a-key-that-is-never-shown';

/**
 * A kernel in a process of its own and a client that speaks with it, written for the tests alone: it shares no
 * code with the kernel, so that both cannot be wrong in the same way.
 */
export class KernelClient {
  readonly received: Message[] = [];
  readonly connection: Connection;
  /** What the process itself wrote, past the protocol. */
  written = '';
  readonly session = randomUUID();
  readonly #child: ChildProcess | undefined;
  /** The connection file of a kernel that was started here. */
  readonly file: string;
  /** What stop() removes: folders that were made here. */
  readonly #made: readonly string[];
  readonly #sockets: { shell: Dealer; control: Dealer; stdin: Dealer; iopub: Subscriber };
  readonly #waiting = new Set<() => void>();
  #sending: Promise<void> = Promise.resolve();

  private constructor(connection: Connection, child?: ChildProcess, made: readonly string[] = [], file = '') {
    this.#child = child;
    this.connection = connection;
    this.#made = made;
    this.file = file;
    const routingId = this.session;
    this.#sockets = {
      shell: new Dealer({ linger: 0, routingId, sendHighWaterMark: 0, receiveHighWaterMark: 0 }),
      control: new Dealer({ linger: 0, routingId }),
      stdin: new Dealer({ linger: 0, routingId }),
      iopub: new Subscriber({ linger: 0, receiveHighWaterMark: 0 }),
    };
    this.#sockets.iopub.subscribe('');
    for (const channel of ['shell', 'control', 'stdin', 'iopub'] as const) {
      this.#sockets[channel].reconnectInterval = 20;
      this.protect(this.#sockets[channel]);
      this.#sockets[channel].connect(this.address(channel));
      void this.#listen(channel);
    }
    for (const stream of [child?.stdout, child?.stderr]) {
      stream?.on('data', (chunk) => {
        this.written += chunk;
      });
    }
  }

  /** Starts a kernel and waits until it answers and its outputs come through. */
  static async start(
    options: {
      folder?: string;
      ready?: boolean;
      /** Runs a kernel when the connection file's name is added; default ours. */
      command?: readonly string[];
      key?: string;
      ports?: Record<string, number>;
      curve?: { publicKey: string; secretKey: string };
      /** A kernel that ended, to be started again with its connection file, as Jupyter does. */
      again?: KernelClient;
    } = {},
  ): Promise<KernelClient> {
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'clientele-kernel-'));
    const ports = await freePorts(5);
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
    const { publicKey, secretKey } = options.curve ?? {};
    const connection = options.again?.connection ?? {
      ...{ shell_port, iopub_port, stdin_port, control_port, hb_port },
      ...options.ports,
      ...(publicKey && secretKey ? { curve_publickey: publicKey, curve_secretkey: secretKey } : {}),
      ip: '127.0.0.1',
      transport: 'tcp',
      key: options.key ?? KEY,
      signature_scheme: 'hmac-sha256',
    };
    const file =
      options.again?.file ?? join(mkdtempSync(join(tmpdir(), 'clientele connection ')), 'kernel 1.json');
    writeFileSync(file, JSON.stringify(connection));
    const [program, ...args] = options.command ?? [process.execPath, MAIN];
    const child = spawn(program, [...args, file], {
      cwd: folder,
      env: { ...process.env, ...(options.command === undefined ? KERNEL_ENVIRONMENT : {}) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const made = [...(options.folder === undefined ? [folder] : []), dirname(file)];
    const client = new KernelClient(connection, child, made, file);
    if (options.ready !== false) {
      await client.until((message) => message.type === 'iopub_welcome');
      await client.request('kernel_info_request');
    }
    return client;
  }

  /** A client of a kernel that somebody else started. */
  static connect(connection: Connection): KernelClient {
    return new KernelClient(connection);
  }

  get process(): ChildProcess {
    if (this.#child === undefined) throw new Error('this kernel is not ours');
    return this.#child;
  }

  /** Encrypts a socket where the kernel does. */
  protect(socket: Socket): void {
    const { curve_publickey, curve_secretkey } = this.connection;
    if (curve_publickey === undefined) return;
    socket.curveServerKey = String(curve_publickey);
    socket.curvePublicKey = String(curve_publickey);
    socket.curveSecretKey = String(curve_secretkey);
  }

  address(channel: ClientChannel | 'hb'): string {
    return `tcp://127.0.0.1:${this.connection[`${channel}_port`]}`;
  }

  /** Sends frames as they are. */
  sendFrames(channel: 'shell' | 'control' | 'stdin', frames: readonly (Buffer | string)[]): Promise<void> {
    this.#sending = this.#sending.then(() => this.#sockets[channel].send(frames as Buffer[]));
    return this.#sending;
  }

  /** Sends a message; returns its id. */
  send(
    channel: 'shell' | 'control' | 'stdin',
    type: string,
    content: unknown = {},
    buffers: readonly Buffer[] = [],
    metadata: object = {},
  ): string {
    const id = randomUUID();
    void this.sendFrames(channel, this.frames(type, content, id, buffers, metadata));
    return id;
  }

  frames(
    type: string,
    content: unknown,
    id: string,
    buffers: readonly Buffer[] = [],
    metadata: object = {},
  ): Buffer[] {
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: 'tester',
      date: '2026-01-02T03:04:05.000Z',
      version: '5.4',
    };
    const parts = [header, {}, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
    const hmac = createHmac('sha256', String(this.connection.key));
    for (const part of parts) hmac.update(part);
    const signature = this.connection.key === '' ? '' : hmac.digest('hex');
    return [Buffer.from('<IDS|MSG>'), Buffer.from(signature), ...parts, ...buffers];
  }

  /** Sends a request and waits for its reply. */
  async request(
    type: string,
    content: unknown = {},
    channel: 'shell' | 'control' = 'shell',
  ): Promise<Message> {
    const id = this.send(channel, type, content);
    return this.reply(id);
  }

  reply(id: string): Promise<Message> {
    return this.until(
      (message) =>
        message.channel !== 'iopub' && message.parent.msg_id === id && message.type.endsWith('_reply'),
    );
  }

  /** Runs a cell; waits for its reply and for idle. Outputs exclude status and the echo of the source. */
  async execute(
    code: string,
    content: Record<string, unknown> = {},
    metadata: object = {},
  ): Promise<{ id: string; reply: Message; outputs: Message[]; iopub: Message[] }> {
    const id = this.send('shell', 'execute_request', { code, allow_stdin: false, ...content }, [], metadata);
    const reply = await this.reply(id);
    await this.idle(id);
    const iopub = this.iopubOf(id);
    const outputs = iopub.filter(({ type }) => type !== 'status' && type !== 'execute_input');
    return { id, reply, outputs, iopub };
  }

  idle(id: string): Promise<Message> {
    return this.until(
      ({ type, parent, content }) =>
        type === 'status' && parent.msg_id === id && content.execution_state === 'idle',
    );
  }

  iopubOf(id: string): Message[] {
    return this.received.filter(({ channel, parent }) => channel === 'iopub' && parent.msg_id === id);
  }

  /** The first message that fits, among those that came and those that will. */
  async until(fits: (message: Message) => boolean, timeoutMs = 30_000): Promise<Message> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const found = this.received.find(fits);
      if (found !== undefined) return found;
      const left = end - Date.now();
      if (left <= 0)
        throw new Error(`no such message in ${timeoutMs} ms; the process wrote: ${this.written}`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, left);
        this.#waiting.add(wake);
      });
    }
  }

  /** Milliseconds until a heartbeat came back. */
  async heartbeat(): Promise<number> {
    const socket = new Request({ linger: 0, receiveTimeout: 5000 });
    this.protect(socket);
    socket.connect(this.address('hb'));
    const start = performance.now();
    await socket.send('ping');
    const [echo] = await socket.receive();
    socket.close();
    if (echo.toString() !== 'ping') throw new Error(`the heartbeat came back as ${echo}`);
    return performance.now() - start;
  }

  get exited(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Resolves when the process ended. */
  async end(timeoutMs = 10_000): Promise<void> {
    if (this.exited) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the kernel still runs')), timeoutMs);
      this.process.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Asks the kernel to end, waits, and cleans up. */
  async stop(): Promise<void> {
    if (!this.exited) this.send('control', 'shutdown_request', { restart: false });
    await this.end().catch(() => this.process.kill('SIGKILL'));
    this.disconnect();
    for (const folder of this.#made) rmSync(folder, { recursive: true, force: true });
  }

  disconnect(): void {
    for (const socket of Object.values(this.#sockets)) socket.close();
  }

  async #listen(channel: ClientChannel): Promise<void> {
    const socket = this.#sockets[channel];
    while (!socket.closed) {
      const frames = (await socket.receive().catch(() => undefined)) as Buffer[] | undefined;
      if (frames === undefined) return;
      const start = frames.findIndex((frame) => frame.toString() === '<IDS|MSG>');
      const [signature, ...parts] = frames.slice(start + 1);
      const hmac = createHmac('sha256', String(this.connection.key));
      for (const part of parts.slice(0, 4)) hmac.update(part);
      if (this.connection.key !== '' && signature.toString() !== hmac.digest('hex')) {
        throw new Error('a message of the kernel is not signed as it should be');
      }
      const [header, parent, metadata, content] = parts
        .slice(0, 4)
        .map((part) => JSON.parse(part.toString()));
      this.received.push({
        channel,
        type: header.msg_type,
        header,
        parent,
        metadata,
        content,
        buffers: parts.slice(4),
      });
      for (const wake of [...this.#waiting]) wake();
    }
  }
}

/** Ports that nobody uses at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
