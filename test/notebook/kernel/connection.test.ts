import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressOf, readConnection } from '#clientele/notebook/kernel/connection';

const folder = mkdtempSync(join(tmpdir(), 'clientele connection '));
const good = {
  transport: 'tcp',
  ip: '127.0.0.1',
  shell_port: 5001,
  iopub_port: 5002,
  stdin_port: 5003,
  control_port: 5004,
  hb_port: 5005,
  key: 'never-shown',
  signature_scheme: 'hmac-sha256',
};

function fileWith(content: unknown): string {
  const file = join(folder, 'kernel.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('readConnection', () => {
  it('reads what Jupyter writes', () => {
    const connection = readConnection(fileWith(good));
    expect(connection).toEqual({
      transport: 'tcp',
      ip: '127.0.0.1',
      ports: { shell: 5001, iopub: 5002, stdin: 5003, control: 5004, hb: 5005 },
      key: 'never-shown',
    });
    expect(addressOf(connection, 'control')).toBe('tcp://127.0.0.1:5004');
    expect(addressOf(readConnection(fileWith({ ...good, transport: 'ipc', ip: '/run/k' })), 'hb')).toBe(
      'ipc:///run/k-5005',
    );
  });

  it.each([
    ['does not exist', () => join(folder, 'nowhere.json')],
    ['cannot be read (EISDIR)', () => folder],
    ['is not JSON', () => fileWith('{"key": "never-shown"')],
    ['holds no JSON object', () => fileWith('null')],
    ['has a "transport" other than tcp or ipc', () => fileWith({ ...good, transport: 'udp' })],
    ['has no valid "hb_port"', () => fileWith({ ...good, hb_port: undefined })],
    ['has no valid "shell_port"', () => fileWith({ ...good, shell_port: 70000 })],
    ['has a "key" that is no text', () => fileWith({ ...good, key: 1 })],
    ['asks for a "signature_scheme" other', () => fileWith({ ...good, signature_scheme: 'hmac-md5' })],
    ['has only one of "curve_publickey"', () => fileWith({ ...good, curve_publickey: 'never-shown' })],
  ])('%s: one sentence, without the key', (sentence, file) => {
    const read = () => readConnection(file());
    expect(read).toThrow(sentence);
    expect(read).toThrow(expect.objectContaining({ name: 'InputError' }));
    expect(read).not.toThrow(/never-shown/);
  });
});
