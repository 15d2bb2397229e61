import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the process of a kernel ended that did not end in good order. */
export interface SuddenEnd {
  /** Execution count of the cell that ran, if one did. */
  readonly cell?: number;
  /** What Node reported, where it was the memory for JavaScript values or another fatal error of its own. */
  readonly fatal?: { readonly isMemory: boolean; readonly event: string; readonly limitBytes?: number };
}

/** Beside the connection file, where what looks for connection files does not look. */
const FOLDER = '.clientele';

/**
 * A note on the disk that says which cell runs, for a kernel that is started again after its process died: nothing
 * that dies of a full memory can tell it by itself. It belongs to the connection file, which a restart keeps, and it
 * is removed when a kernel ends in good order. Where it cannot be written, there is none.
 */
export class RunningNote {
  /** What an earlier process of the same kernel left. */
  readonly before: SuddenEnd | undefined;
  /** Folder and file in which Node is to report a fatal error. */
  readonly report: { readonly directory: string; readonly filename: string };
  readonly #connectionFile: string;
  readonly #fd: number | undefined;

  constructor(connectionFile: string) {
    this.#connectionFile = connectionFile;
    const { folder, note, report } = placesOf(connectionFile);
    this.report = { directory: folder, filename: basename(report) };
    this.before = readEnd(note, report);
    try {
      removeForeign(folder);
      rmSync(report, { force: true });
      mkdirSync(folder, { mode: 0o700, recursive: existsSync(folder) });
      this.#fd = openSync(note, 'w', 0o600);
    } catch {
      this.#fd = undefined; // the folder must not be written
    }
  }

  /** A cell begins. */
  begin(cell: number): void {
    if (this.#fd !== undefined) writeSync(this.#fd, String(cell), 0);
  }

  /** No cell runs. */
  end(): void {
    if (this.#fd !== undefined) ftruncateSync(this.#fd);
  }

  /** The kernel ends in good order. */
  remove(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    removeNote(this.#connectionFile);
  }
}

/** Removes the note of a kernel; from any thread. */
export function removeNote(connectionFile: string): void {
  const { folder, note, report } = placesOf(connectionFile);
  for (const file of [note, report]) rmSync(file, { force: true });
  try {
    rmdirSync(folder);
  } catch {
    // Other kernels have theirs in it.
  }
}

/** What a kernel tells whoever runs the first cell after a sudden end. */
export function suddenEndText({ cell, fatal }: SuddenEnd): string {
  const who =
    cell === undefined
      ? 'The process of this kernel ended'
      : `Cell [${cell}] ended the process of this kernel`;
  return `clientele kernel: ${who}: ${reasonOf(fatal)}. What cells had made is gone; run them again.\n`;
}

function reasonOf(fatal: SuddenEnd['fatal']): string {
  if (fatal === undefined) return 'it crashed or was killed, as the system does when memory runs out';
  if (!fatal.isMemory) return `Node.js gave up (${fatal.event})`;
  const limit =
    fatal.limitBytes === undefined ? '' : ` (${Math.round(fatal.limitBytes / 1e6).toLocaleString('en')} MB)`;
  return `the memory for JavaScript values${limit} was used up`;
}

function placesOf(connectionFile: string) {
  const folder = join(dirname(connectionFile), FOLDER);
  const name = basename(connectionFile);
  return { folder, note: join(folder, `${name}.cell`), report: join(folder, `${name}.report`) };
}

function readEnd(note: string, report: string): SuddenEnd | undefined {
  const cell = Number(textOf(note));
  const fatal = readReport(report);
  if (cell === 0 && fatal === undefined) return undefined;
  return { ...(cell === 0 ? {} : { cell }), ...(fatal === undefined ? {} : { fatal }) };
}

function readReport(path: string): SuddenEnd['fatal'] {
  try {
    const { header, javascriptHeap } = JSON.parse(textOf(path));
    const event = String(header.event);
    const limit = javascriptHeap?.memoryLimit ?? javascriptHeap?.heapSizeLimit;
    return {
      isMemory: header.trigger === 'OOMError' || /out of memory/i.test(event),
      event,
      ...(typeof limit === 'number' ? { limitBytes: limit } : {}),
    };
  } catch {
    return undefined; // there is none, or the process died while it wrote it
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Notes of kernels that died and were not started again; their connection files are gone. */
function removeForeign(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const connection = join(dirname(folder), name.replace(/\.(?:cell|report)$/, ''));
    if (!existsSync(connection)) rmSync(join(folder, name), { force: true });
  }
}
