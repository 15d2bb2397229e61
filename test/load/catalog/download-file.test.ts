import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOG, downloadFile } from 'clientele';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'download-'));
const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));
const sha256 = createHash('sha256').update(content).digest('hex');
let server: Server;
let base: string;
let handle: (request: IncomingMessage, response: ServerResponse) => void;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers.range);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => asked.splice(0));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** A server that knows ranges; `cut` closes the connection after so many bytes. */
const serve =
  (etag: string, body = content, cut = Infinity) =>
  (request: IncomingMessage, response: ServerResponse) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]);
    const resumes = !Number.isNaN(from) && request.headers['if-range'] === etag;
    const part = resumes ? body.subarray(from) : body;
    response.writeHead(resumes ? 206 : 200, { etag, 'content-length': part.length });
    if (part.length <= cut) response.end(part);
    else response.write(part.subarray(0, cut), () => setTimeout(() => response.destroy(), 50));
  };
const place = (name: string) => join(folder, name);

describe('downloadFile', () => {
  it('fetches a file, checks it, and leaves nothing else', async () => {
    handle = serve('"1"');
    const got = await downloadFile(`${base}/a`, place('a/whole'), { loopback: true, sha256 });
    expect(got).toEqual({ path: place('a/whole'), bytes: content.length, sha256, resumedAt: 0 });
    expect(readFileSync(place('a/whole')).equals(content)).toBe(true);
    expect(readdirSync(place('a'))).toEqual(['whole']);
  });

  it('goes on where it was cut, if the file is the same', async () => {
    handle = serve('"1"', content, 100_000);
    await expect(downloadFile(`${base}/a`, place('cut'), { loopback: true })).rejects.toThrow(
      /was cut short after [\d,]+ of 300,000 bytes\. Try again: it goes on from there\./,
    );
    expect(existsSync(place('cut'))).toBe(false);
    handle = serve('"1"');
    const got = await downloadFile(`${base}/a`, place('cut'), { loopback: true, sha256 });
    expect(got.resumedAt).toBeGreaterThan(0);
    expect(asked).toEqual([undefined, `bytes=${got.resumedAt}-`]);
    expect(readFileSync(place('cut')).equals(content)).toBe(true);
  });

  it('begins anew where the file has changed since', async () => {
    handle = serve('"1"', content, 100_000);
    await expect(downloadFile(`${base}/a`, place('changed'), { loopback: true })).rejects.toThrow(
      'cut short',
    );
    const other = Buffer.from(content).reverse();
    handle = serve('"2"', other);
    expect((await downloadFile(`${base}/a`, place('changed'), { loopback: true })).resumedAt).toBe(0);
    expect(readFileSync(place('changed')).equals(other)).toBe(true);
  });

  it('keeps nothing with another checksum', async () => {
    handle = serve('"1"');
    await expect(
      downloadFile(`${base}/a`, place('wrong'), { loopback: true, sha256: 'ab'.repeat(32) }),
    ).rejects.toThrow(`has the checksum ${sha256}, not ${'ab'.repeat(32)}. It was not kept.`);
    expect(readdirSync(folder).filter((name) => name.startsWith('wrong'))).toEqual([]);
  });

  it('stops when it is told to, and keeps what came', async () => {
    const controller = new AbortController();
    handle = (_, response) => {
      response.writeHead(200, { etag: '"1"', 'content-length': content.length });
      response.write(content.subarray(0, 100_000));
      setTimeout(() => controller.abort(new Error('stopped by the user')), 100);
    };
    const task = { signal: controller.signal, progress() {}, warn() {} };
    await expect(downloadFile(`${base}/a`, place('stopped'), { loopback: true }, task)).rejects.toThrow(
      'stopped by the user',
    );
    expect(existsSync(place('stopped'))).toBe(false);
    expect(existsSync(place('stopped.part'))).toBe(true);
  });

  it('takes no more than it is allowed, announced or not', async () => {
    handle = serve('"1"');
    const options = { loopback: true, mostBytes: 1000 };
    await expect(downloadFile(`${base}/a`, place('large'), options)).rejects.toThrow(
      'is larger than 1,000 bytes',
    );
    handle = (_, response) => {
      response.writeHead(200);
      response.end(content);
    };
    await expect(downloadFile(`${base}/a`, place('large'), options)).rejects.toThrow(
      'is larger than 1,000 bytes',
    );
    expect(readdirSync(folder).filter((name) => name === 'large' || name === 'large.part')).toEqual([]);
  });

  it('refuses what is not HTTPS, also behind a redirect', async () => {
    await expect(downloadFile('http://example.org/a', place('x'))).rejects.toThrow(
      '"http://example.org/a" is not HTTPS',
    );
    handle = (_, response) => response.writeHead(302, { location: 'http://example.org/b' }).end();
    await expect(downloadFile(`${base}/a`, place('x'), { loopback: true })).rejects.toThrow(
      'leads to "http://example.org/b", which is not HTTPS',
    );
    handle = (_, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(downloadFile(`${base}/a`, place('x'), { loopback: true })).rejects.toThrow(
      'leads in circles',
    );
    await expect(downloadFile('no address', place('x'))).rejects.toThrow('"no address" is no address');
  });

  it('says what is wrong with server, network and disk', async () => {
    handle = (_, response) => response.writeHead(404).end();
    await expect(downloadFile(`${base}/a`, place('x'), { loopback: true })).rejects.toThrow(
      'there is no such file any more',
    );
    handle = (_, response) => response.writeHead(503).end();
    await expect(downloadFile(`${base}/a`, place('x'), { loopback: true })).rejects.toThrow(
      'the server says 503',
    );
    const nowhere = async () => {
      throw new TypeError('fetch failed');
    };
    await expect(downloadFile('https://example.org/a', place('x'), { fetch: nowhere })).rejects.toThrow(
      '"example.org" cannot be reached. Is there a network?',
    );
    writeFileSync(place('file'), '');
    await expect(
      downloadFile('https://example.org/a', place('file/below'), { fetch: nowhere }),
    ).rejects.toThrow('cannot be written');
  });
});

describe('CATALOG', () => {
  it('names each set once, with origin, licence and secure addresses', () => {
    expect(new Set(CATALOG.map(({ name }) => name)).size).toBe(CATALOG.length);
    for (const { name, licence, origin, page, address } of CATALOG) {
      expect([name, licence, origin].every((text) => text.length > 3)).toBe(true);
      for (const link of [page, ...(address === undefined ? [] : [address])])
        expect(new URL(link).protocol).toBe('https:');
    }
  });
});
