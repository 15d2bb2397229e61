import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../core/input-error.js';

/** A file to be written. */
export interface NewFile {
  /** Name without folder. */
  readonly name: string;
  readonly text: string;
}

/**
 * Writes files into a folder, all or none: each goes to a temporary file beside its place first, and only when
 * all are safe on the disk do they take their places. Whoever looks meanwhile sees the old file or the new
 * one, never a part. Synchronous, so that no handler of a signal can come in between.
 *
 * @throws {InputError} When the disk is full or the folder cannot be written; the files there are as before.
 */
export function writeFiles(folder: string, files: readonly NewFile[]): void {
  const staged: { readonly temporary: string; readonly path: string }[] = [];
  let current = folder;
  try {
    for (const { name, text } of files) {
      current = join(folder, name);
      const temporary = join(folder, `.${name}.${process.pid}.part`);
      rmSync(temporary, { force: true }); // of a process that was killed and had the same number
      staged.push({ temporary, path: current });
      writeSafely(temporary, text);
    }
    for (const { temporary, path } of staged) {
      current = path;
      renameSync(temporary, path);
    }
    syncFolder(folder);
  } catch (error) {
    throw new InputError(`${current} cannot be written: ${reason(error)}. The files there are as before.`, {
      file: current,
    });
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  }
}

function writeSafely(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes the new names last; not every system lets a folder be synced. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The files themselves are on the disk.
  }
}

/** Why the system refused to write. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota of the disk is used up',
    EFBIG: 'the file is larger than the system allows',
    EACCES: 'writing there is not permitted',
    EPERM: 'writing there is not permitted',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'a part of the path is a file, not a folder',
    EEXIST: 'a file of that name is in the way',
    ENOENT: 'the folder is gone',
    EISDIR: 'a folder of that name is in the way',
    ENAMETOOLONG: 'the name is too long',
  };
  return reasons[code ?? ''] ?? message;
}
