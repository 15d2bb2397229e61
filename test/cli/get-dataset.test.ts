import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogLines, getDataset } from '#clientele/cli/get-dataset';

const folder = mkdtempSync(join(tmpdir(), 'get-dataset-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entries = [
  {
    name: 'shop',
    title: 'A shop',
    origin: 'Nobody',
    licence: 'CC0',
    page: 'https://example.org/shop',
    address: 'https://example.org/the+shop.zip',
    bases: 'B4',
  },
  {
    name: 'by-hand',
    title: 'Another',
    origin: 'Nobody',
    licence: 'CC0',
    page: 'https://example.org/hand',
    bases: 'B4',
  },
];
const fetch = async () => new Response('the shop', { headers: { 'content-length': '8' } });
const yes = async () => true;

describe('datasets list', () => {
  it('says licence and page of each', () => {
    expect(catalogLines(entries)).toEqual([
      'shop     A shop',
      '         licence: CC0',
      '         get: https://example.org/shop',
      'by-hand  Another',
      '         licence: CC0',
      '         by hand: https://example.org/hand',
    ]);
  });
});

describe('datasets get', () => {
  it('shows the licence, asks, and fetches', async () => {
    const said: string[] = [];
    const write = (line: string) => said.push(line);
    const ask = async () => {
      said.push('asked');
      return true;
    };
    const file = await getDataset('shop', { folder, write, ask, entries, fetch });
    expect(file).toBe(join(folder, 'the-shop.zip'));
    expect(said.slice(0, 4)).toEqual([
      'A shop',
      'Origin: Nobody',
      'Licence: CC0. Page: https://example.org/shop',
      'asked',
    ]);
    expect(said[4]).toMatch(/the-shop\.zip: 8 bytes, SHA-256 [0-9a-f]{64}$/);
    expect(readdirSync(folder)).toEqual(['the-shop.zip']);
  });

  it('fetches nothing without consent, or where nobody can be asked', async () => {
    const options = { folder: join(folder, 'none'), write: () => {}, entries, fetch };
    expect(await getDataset('shop', { ...options, ask: async () => false })).toBeUndefined();
    await expect(getDataset('shop', { ...options, ask: undefined })).rejects.toThrow('Say so with --yes.');
    expect(readdirSync(folder)).not.toContain('none');
  });

  it('names the nearest set, and the page of one that has no address', async () => {
    const options = { folder, write: () => {}, ask: yes, entries, fetch };
    await expect(getDataset('shp', options)).rejects.toThrow('there is no data set "shp". Nearest: "shop"');
    await expect(getDataset('by-hand', options)).rejects.toThrow(
      'Fetch it by hand: https://example.org/hand',
    );
  });
});
