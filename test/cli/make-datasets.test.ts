import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { InputError } from 'clientele';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDatasets } from '#clientele/cli/make-datasets';

const committed = fileURLToPath(new URL('../../datasets/retailer', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clientele-'));
const said: string[] = [];

const unpacked = (path: string) =>
  path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path);

beforeAll(() => makeDatasets(join(folder, 'new', 'folder'), (line) => said.push(line)));
afterAll(() => rmSync(folder, { recursive: true }));

describe('makeDatasets', () => {
  const made = join(folder, 'new', 'folder', 'retailer');

  it('writes the same files as those that come with the package', () => {
    expect(readdirSync(made)).toEqual(readdirSync(committed));
    for (const name of readdirSync(made)) {
      expect(unpacked(join(made, name)).equals(unpacked(join(committed, name))), name).toBe(true);
    }
  });

  it('hashes the unpacked content', () => {
    const sums = readFileSync(join(committed, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
    expect(sums.length).toBe(9);
    for (const line of sums) {
      const [hash, name] = line.split('  ');
      const path = join(committed, name.endsWith('.csv') ? `${name}.gz` : name);
      expect(createHash('sha256').update(unpacked(path)).digest('hex'), name).toBe(hash);
    }
  });

  it('packs without a time and the name of a system', () => {
    for (const name of readdirSync(made).filter((file) => file.endsWith('.gz'))) {
      const header = readFileSync(join(made, name)).subarray(0, 10);
      expect([...header.subarray(3, 8), header[9]]).toEqual([0, 0, 0, 0, 0, 255]);
    }
  });

  it('stays under 3 MB', () => {
    const bytes = readdirSync(committed).reduce((sum, name) => sum + statSync(join(committed, name)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it('says what it wrote', () => {
    expect(said.length).toBe(10);
    expect(said[0]).toMatch(/customers\.csv\.gz: 4,000 rows, \d+ kB$/);
  });

  it('says when the folder cannot be used', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const making = makeDatasets(file, () => {});
    await expect(making).rejects.toThrow(InputError);
    await expect(making).rejects.toThrow(
      `datasets make: the folder "${join(file, 'retailer')}" cannot be made (ENOTDIR). Name another one.`,
    );
  });
});
