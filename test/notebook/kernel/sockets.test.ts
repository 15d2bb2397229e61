import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Subscriber } from 'zeromq';
import { bindSockets } from '#clientele/notebook/kernel/sockets';

const folder = mkdtempSync(join(tmpdir(), 'sockets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('welcomes whoever subscribes before anything else, while outputs go out without a pause', async () => {
  const ip = join(folder, 's');
  const ports = { shell: 1, control: 2, stdin: 3, hb: 4, iopub: 5 };
  const sockets = await bindSockets({ transport: 'ipc', ip, ports, key: '' });
  const output = (type: string) => ({
    identities: [],
    headerText: JSON.stringify({ msg_type: type }),
    parentText: '{}',
    metadataText: '{}',
    contentText: '{}',
    buffers: [],
  });
  let isOver = false;
  const publish = () => {
    if (isOver) return;
    sockets.send('iopub', output('status'));
    setImmediate(publish);
  };
  sockets.listen({
    message: () => {},
    refused: () => {},
    subscribed: () => sockets.send('iopub', output('iopub_welcome')),
  });
  publish();
  for (let client = 0; client < 20; client++) {
    const subscriber = new Subscriber();
    subscriber.connect(`ipc://${ip}-5`);
    subscriber.subscribe();
    const frames = await subscriber.receive();
    expect(frames.map(String).join(' ')).toContain('iopub_welcome');
    subscriber.close();
  }
  isOver = true;
  await sockets.close();
});
