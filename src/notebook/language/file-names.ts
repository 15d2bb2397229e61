import { type Dirent, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Completion } from '../kernel/kernel-session.js';

const LIMIT = 500;

/**
 * Files and folders that a path may go on with; folders end with `/`, hidden ones come when asked for.
 *
 * @param folder - Where relative paths begin.
 * @param begun - The path so far; what is behind its last `/` is replaced.
 */
export function fileNames(folder: string, begun: string): { kept: number; items: Completion[] } {
  const kept = begun.lastIndexOf('/') + 1;
  const [parent, name] = [begun.slice(0, kept), begun.slice(kept)];
  const found = entriesIn(resolve(folder, parent))
    .filter((entry) => entry.name.startsWith(name) && (name.startsWith('.') || !entry.name.startsWith('.')))
    .map((entry) => ({ text: entry.name + (entry.isDirectory() ? '/' : ''), isFolder: entry.isDirectory() }))
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.text < b.text ? -1 : 1))
    .slice(0, LIMIT);
  return {
    kept,
    items: found.map(({ text, isFolder }) => ({ text, kind: isFolder ? 'directory' : 'file' })),
  };
}

function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // there is no such folder, or it must not be read
  }
}
