import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeFiles } from '#clientele/notebook/run/write-files';

const root = mkdtempSync(join(tmpdir(), 'clientele-write-'));
const small = join(root, 'small');

/** A file system of 64 kB, where this user may make one. */
function mountSmall(): boolean {
  mkdirSync(small);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const mounted = mountSmall();

afterAll(() => {
  if (mounted) execFileSync('umount', [small]);
  rmSync(root, { recursive: true });
});

describe('writeFiles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(root, 'f-'));
    writeFileSync(join(folder, 'a.html'), 'last good a');
    writeFileSync(join(folder, 'b.html'), 'last good b');
  });
  const contents = (of = folder) =>
    Object.fromEntries(readdirSync(of).map((name) => [name, readFileSync(join(of, name), 'utf8')]));

  it('replaces files and leaves nothing else behind', () => {
    writeFiles(folder, [
      { name: 'a.html', text: 'new ä' },
      { name: 'c.csv', text: '' },
    ]);
    expect(contents()).toEqual({ 'a.html': 'new ä', 'b.html': 'last good b', 'c.csv': '' });
  });

  it('replaces a link, never what it leads to', () => {
    rmSync(join(folder, 'a.html'));
    symlinkSync(join(folder, 'b.html'), join(folder, 'a.html'));
    writeFiles(folder, [{ name: 'a.html', text: 'new' }]);
    expect(contents()).toEqual({ 'a.html': 'new', 'b.html': 'last good b' });
  });

  it('writes none when one cannot be written', () => {
    const long = `${'x'.repeat(300)}.csv`;
    const files = [
      { name: 'a.html', text: 'new' },
      { name: long, text: 'x' },
    ];
    expect(() => writeFiles(folder, files)).toThrow(
      `${join(folder, long)} cannot be written: the name is too long. The files there are as before.`,
    );
    expect(contents()).toEqual({ 'a.html': 'last good a', 'b.html': 'last good b' });
  });

  it('names the folder that is none', () => {
    expect(() => writeFiles(join(folder, 'a.html'), [{ name: 'x', text: '' }])).toThrow(
      'cannot be written: a part of the path is a file, not a folder.',
    );
    expect(() => writeFiles(join(folder, 'gone'), [{ name: 'x', text: '' }])).toThrow('the folder is gone');
  });

  it('leaves a folder that is in the way, and cleans up', () => {
    mkdirSync(join(folder, 'c.csv'));
    expect(() => writeFiles(folder, [{ name: 'c.csv', text: 'x' }])).toThrow(
      'a folder of that name is in the way',
    );
    expect(readdirSync(folder).sort()).toEqual(['a.html', 'b.html', 'c.csv']);
  });

  it.skipIf(!mounted)('leaves the last good files on a full disk (needs a mounted tmpfs)', () => {
    writeFileSync(join(small, 'a.html'), 'last good a');
    const files = [
      { name: 'b.html', text: 'fits' },
      { name: 'a.html', text: 'x'.repeat(100_000) },
    ];
    expect(() => writeFiles(small, files)).toThrow(
      `${join(small, 'a.html')} cannot be written: the disk is full. The files there are as before.`,
    );
    expect(contents(small)).toEqual({ 'a.html': 'last good a' });
  });

  it.skipIf(!mounted)('says that a file system is read-only (needs a mounted tmpfs)', () => {
    execFileSync('mount', ['-o', 'remount,ro', small]);
    expect(() => writeFiles(small, [{ name: 'a.html', text: '' }])).toThrow('the file system is read-only');
    execFileSync('mount', ['-o', 'remount,rw', small]);
  });
});
