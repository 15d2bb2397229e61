import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { curveKeyPair, Dealer, Subscriber } from 'zeromq';
import { freePorts, KernelClient, MAIN } from './client.js';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const started = (kernel: KernelClient) => kernel.execute('const started = 1;');

describe('the end of a kernel', () => {
  it.each([true, false])(
    'comes when a client asks for it (restart: %s), with an answer first',
    async (restart) => {
      const kernel = await KernelClient.start();
      await started(kernel);
      const reply = await kernel.request('shutdown_request', { restart }, 'control');
      expect(reply.content).toEqual({ status: 'ok', restart });
      await kernel.end();
      expect(kernel.process.exitCode).toBe(0);
      await kernel.stop();
    },
  );

  it('comes while a cell is busy', async () => {
    const kernel = await KernelClient.start();
    const id = kernel.send('shell', 'execute_request', { code: 'while (true);' });
    await kernel.until(({ type, parent }) => type === 'execute_input' && parent.msg_id === id);
    await kernel.request('shutdown_request', { restart: false }, 'control');
    await kernel.end(6000);
    await kernel.stop();
  });

  it('comes with SIGTERM, idle and busy', async () => {
    for (const code of ['1', 'while (true);']) {
      const kernel = await KernelClient.start();
      const id = kernel.send('shell', 'execute_request', { code });
      await kernel.until(({ type, parent }) => type === 'execute_input' && parent.msg_id === id);
      if (code === '1') await kernel.idle(id);
      kernel.process.kill('SIGTERM');
      await kernel.end(5000);
      await kernel.stop();
    }
  });

  it.each(['SIGTERM', 'SIGKILL', 'shutdown_request'] as const)(
    'takes the children of cells along, and theirs, when %s comes to a busy kernel',
    async (how) => {
      const kernel = await KernelClient.start();
      const { outputs } = await kernel.execute(`import { spawn } from 'node:child_process';
        const child = spawn('sh', ['-c', 'sleep 60 & echo $! $$; wait']);
        String(await new Promise((resolve) => child.stdout.once('data', resolve)))`);
      const pids = outputs[0].content.data['text/plain'].match(/\d+/g).map(Number);
      expect(pids.map(isAlive)).toEqual([true, true]);
      const id = kernel.send('shell', 'execute_request', { code: 'while (true);' });
      await kernel.until(({ type, parent }) => type === 'execute_input' && parent.msg_id === id);
      if (how === 'shutdown_request') kernel.send('control', how, { restart: false });
      else kernel.process.kill(how);
      await kernel.end(6000);
      await expect.poll(() => pids.map(isAlive), { timeout: 4000 }).toEqual([false, false]);
      await kernel.stop();
    },
  );

  it('comes with the end of its parent, whatever the kernel does, and takes the children of cells along', async () => {
    for (const code of ['', 'while (true);']) {
      const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
      const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
      const file = join(mkdtempSync(join(tmpdir(), 'clientele-')), 'kernel.json');
      writeFileSync(file, JSON.stringify({ ...ports, transport: 'tcp', ip: '127.0.0.1', key: '' }));
      const starter = `
        const { spawn } = require('node:child_process');
        const child = spawn(process.execPath, [${JSON.stringify(MAIN)}, ${JSON.stringify(file)}], { stdio: 'ignore', detached: true });
        console.log(child.pid);
        setInterval(() => {}, 1000);`;
      const parent = spawn(process.execPath, ['-e', starter], { stdio: ['ignore', 'pipe', 'inherit'] });
      const pid = Number(
        await new Promise<string>((resolve) => parent.stdout.once('data', (chunk) => resolve(`${chunk}`))),
      );
      const kernel = KernelClient.connect({ ...ports, key: '' });
      const grandchild = await kernel.execute(
        `import { spawn } from 'node:child_process'; spawn('sleep', ['60']).pid`,
      );
      const sleeping = Number.parseInt(grandchild.outputs[0].content.data['text/plain'], 10);
      if (code !== '') kernel.send('shell', 'execute_request', { code });
      parent.kill('SIGKILL');
      await expect.poll(() => isAlive(pid), { timeout: 8000, interval: 100 }).toBe(false);
      await expect.poll(() => isAlive(sleeping), { timeout: 4000 }).toBe(false);
      kernel.disconnect();
    }
  });
});

describe('the start of a kernel', () => {
  it('fails with one sentence where the connection file is missing', () => {
    const { stderr, status } = spawnSync(process.execPath, [MAIN, '/nowhere/kernel.json'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('clientele kernel: /nowhere/kernel.json does not exist.\n');
    expect(status).toBe(1);
  });

  it('fails with one sentence where a port is taken', async () => {
    const server = createServer();
    const taken = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    const kernel = await KernelClient.start({ ready: false, ports: { iopub_port: taken } });
    await kernel.end();
    server.close();
    expect(kernel.process.exitCode).toBe(1);
    expect(kernel.written).toBe(
      `clientele kernel: the iopub channel cannot listen on tcp://127.0.0.1:${taken} (EADDRINUSE). Start the kernel with free ports.\n`,
    );
    await kernel.stop();
  });

  it('answers what was sent before it listened', async () => {
    for (let round = 0; round < 4; round++) {
      const kernel = await KernelClient.start({ ready: false });
      expect((await kernel.request('kernel_info_request')).content.status).toBe('ok');
      await kernel.stop();
    }
  });

  it('works with unsigned messages where the key is empty', async () => {
    const kernel = await KernelClient.start({ key: '' });
    expect((await kernel.execute('1')).reply.content.status).toBe('ok');
    await kernel.stop();
  });

  it('listens from any folder, whatever its name', async () => {
    const folder = mkdtempSync(join(tmpdir(), "a folder, it's 100% ümläut "));
    const kernel = await KernelClient.start({ folder });
    const { outputs } = await kernel.execute('process.cwd()');
    expect(outputs[0].content.data['text/plain']).toContain('100% ümläut');
    await kernel.stop();
    rmdirSync(folder); // it is there, and empty
  });

  it('encrypts the transport where the connection file has keys, and shuts out who has none', async () => {
    const { publicKey, secretKey } = curveKeyPair();
    const kernel = await KernelClient.start({ curve: { publicKey, secretKey } });
    expect((await kernel.execute('1')).reply.content.status).toBe('ok');
    const plain = new Subscriber({ linger: 0, receiveTimeout: 500 });
    plain.subscribe('');
    plain.connect(kernel.address('iopub'));
    await expect(plain.receive()).rejects.toThrow();
    const dealer = new Dealer({ linger: 0, sendTimeout: 500, receiveTimeout: 500 });
    dealer.connect(kernel.address('shell'));
    await dealer.send(kernel.frames('kernel_info_request', {}, 'plain')).catch(() => {});
    await expect(dealer.receive()).rejects.toThrow();
    plain.close();
    dealer.close();
    expect(JSON.stringify(kernel.received) + kernel.written).not.toContain(secretKey);
    await kernel.stop();
  });
});
