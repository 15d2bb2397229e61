import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from '#clientele/core/make-folder';

const folder = mkdtempSync(join(tmpdir(), 'clientele-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('makeFolder', () => {
  it('makes a folder and those above it, and takes one that is there', () => {
    const deep = join(folder, 'a/b/c');
    makeFolder(deep);
    makeFolder(deep);
    expect(existsSync(deep)).toBe(true);
  });

  it('says what is in the way', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST');
    expect(() => makeFolder(join(folder, 'file/below'))).toThrow(/EEXIST|ENOTDIR/);
  });

  it.skipIf(process.platform !== 'linux')('comes back where Linux refuses', () => {
    expect(() => makeFolder('/proc/clientele/below')).toThrow('ENOENT');
  });

  it('makes the same folders in several processes at once', async () => {
    const main = new URL('../../dist/core/make-folder.js', import.meta.url).href;
    const code = `import { makeFolder } from ${JSON.stringify(main)};
      const start = Number(process.argv[1]);
      while (Date.now() < start);
      for (let i = 0; i < 300; i++) makeFolder(${JSON.stringify(folder)} + '/at once ' + i + '/below');`;
    const start = String(Date.now() + 1000);
    const ends = await Promise.all(
      [1, 2, 3].map(
        () =>
          new Promise((resolve) => {
            spawn(process.execPath, ['--input-type=module', '-e', code, start], { stdio: 'inherit' }).on(
              'exit',
              resolve,
            );
          }),
      ),
    );
    expect(ends).toEqual([0, 0, 0]);
  });
});
