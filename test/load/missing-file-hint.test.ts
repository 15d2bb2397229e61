import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingFileHint } from '#clientele/load/missing-file-hint';

describe('missingFileHint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-hint-'));

  it('says that the folder is empty, or missing too', async () => {
    expect(await missingFileHint(join(folder, 'orders.csv'))).toBe(' That folder is empty.');
    expect(await missingFileHint('no-such-folder/orders.csv')).toBe(
      ' Nor is there a folder "no-such-folder".',
    );
  });

  it('names what the folder holds, five names at most', async () => {
    mkdirSync(join(folder, 'data'));
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['.hidden', 'lesson.ipynb', 'notes.md']) writeFileSync(join(folder, name), '');
    expect(await missingFileHint(join(folder, 'orders.csv'))).toBe(
      ' That folder holds "data/", "lesson.ipynb", "notes.md".',
    );
    for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(join(folder, name), '');
    expect(await missingFileHint(join(folder, 'orders.csv'))).toBe(
      ' That folder holds "a.txt", "b.txt", "c.txt", "data/", "lesson.ipynb" and 1 more.',
    );
  });

  it('names the nearest', async () => {
    writeFileSync(join(folder, 'Orders 2025.csv'), '');
    expect(await missingFileHint(join(folder, 'orders-2025.csv'))).toBe(
      ' Nearest in that folder: "Orders 2025.csv".',
    );
  });

  it('an address is no file', async () => {
    expect(await missingFileHint('https://example.org/orders.csv')).toBe(
      ' An address is not read: save the file first.',
    );
  });
});
