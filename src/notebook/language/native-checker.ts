import { statSync } from 'node:fs';
import {
  API,
  type Diagnostic as NativeDiagnostic,
  type Program,
  type Project,
  type Snapshot,
} from 'ts7/unstable/sync';
import { AMBIENT_NAMES } from './ambient-names.js';
import {
  CELLS_OF_A_GROUP,
  cellFile,
  cellModule,
  type Declared,
  DRAFT_FILE,
  draftModule,
  emptyModule,
  groupOf,
  groupsOf,
  hubLine,
  namesFile,
} from './cell-module.js';
import { type CellName, cellNames } from './cell-names.js';
import { CellView } from './cell-view.js';
import { checkOptions } from './check-options.js';
import type { Diagnostic } from './diagnostic.js';
import { changesOthers, withoutMissingImports } from './draft-text.js';
import { nearestHint } from './nearest-hint.js';
import { notebookFiles } from './notebook-files.js';
import { OWN_FOLDER, packageName } from './package-folder.js';
import { positionAt } from './position.js';
import type { TypeChecker } from './type-checker.js';
import type { ts } from './typescript.js';

const FIRST_CELLS = CELLS_OF_A_GROUP;
const MOST_MORE_CELLS = 256; // each check pays for files that wait; each growth, for a new server
const CONFIG_FILE = '__tsconfig.json';
const AMBIENT_FILE = '__session.d.ts';
const CANNOT_FIND_MODULE = new Set([2307, 7016]);

/**
 * Checks cells with TypeScript's native server.
 *
 * Every cell is a module of its own in the notebook's folder, in a file that exists for the checker alone.
 * The files of cells to come exist from the start, empty, so that a cell is a change of one text and the
 * program stays. First check: as long as it takes to read the types of what is imported; then a few ms.
 *
 * @param folder - Folder of the notebook: packages and relative imports are looked up from there.
 */
export function createNativeChecker(folder: string): TypeChecker {
  return new NativeChecker(folder);
}

class NativeChecker implements TypeChecker {
  readonly #folder: string;
  readonly #virtual = new Map<string, string>();
  readonly #hub: string[] = [];
  readonly #declared = new Map<string, Declared>();
  readonly #modified = new Map<string, number>();
  #api?: API;
  #snapshot?: Snapshot;
  #capacity = 0;
  #cell = 1;
  #names: readonly CellName[] = [];
  #lookAgain = false;
  /** The server keeps every snapshot that is not disposed of. */
  #past: Snapshot[] = [];
  /** A file that changed, of which the server does not know yet. */
  #unsaid?: string;
  #draftChangesOthers = false;

  constructor(folder: string) {
    this.#folder = folder.replaceAll('\\', '/').replace(/\/$/, '');
    this.#virtual.set(this.#path(AMBIENT_FILE), AMBIENT_NAMES);
    this.#grow(FIRST_CELLS);
    this.#open();
  }

  check(file: ts.SourceFile): readonly Diagnostic[] {
    if (this.#cell > this.#capacity) {
      this.#grow(this.#capacity + Math.min(this.#capacity, MOST_MORE_CELLS));
      this.#open();
    }
    this.settle();
    this.#names = cellNames(file);
    const path = this.#path(cellFile(this.#cell));
    this.#virtual.set(path, cellModule(file, this.#names, this.#declared, this.#groups));
    const edited = this.#changedModules();
    const program = this.#update([path, ...this.#resetDraft(), ...edited]).program;
    const found = [...program.getSyntacticDiagnostics(path), ...program.getSemanticDiagnostics(path)];
    if (edited.length > 0 || mayBringModules(file.text)) this.#rememberModules(program);
    this.#lookAgain = found.some(({ code }) => CANNOT_FIND_MODULE.has(code));
    return this.#diagnostics(found, file.text);
  }

  commit(): void {
    for (const { name, kind } of this.#names) this.#declared.set(name, { cell: this.#cell, kind });
    this.#hub[this.#cell - 1] = hubLine(this.#cell, this.#names);
    const group = groupOf(this.#cell);
    const path = this.#path(namesFile(group));
    const before = this.#virtual.get(path);
    this.#writeNames(group);
    if (this.#virtual.get(path) !== before) this.#unsaid = path;
    this.#cell++;
  }

  settle(): void {
    if (this.#api === undefined) return;
    const path = this.#unsaid;
    this.#unsaid = undefined;
    // By itself: the server keeps its program where one file changes, for two it builds another.
    if (path !== undefined) this.#update([path]);
    this.#forget();
  }

  get declared(): ReadonlyMap<string, Declared> {
    return this.#declared;
  }

  view(file: ts.SourceFile, wanted: readonly string[] = []): CellView {
    const path = this.#path(DRAFT_FILE);
    const readable = withoutMissingImports(file, this.#folder);
    const { text, start } = draftModule(readable, cellNames(readable), this.#declared, wanted, this.#groups);
    this.#virtual.set(path, text);
    this.#draftChangesOthers = changesOthers(file);
    this.settle();
    try {
      const project = this.#update([path, ...this.#changedModules()]);
      this.#rememberModules(project.program);
      return new CellView(project, path, start);
    } catch (error) {
      this.#virtual.set(path, this.#emptyModule); // half a cell must not keep the server from starting again
      throw error;
    }
  }

  close(): void {
    try {
      this.#api?.close();
    } catch {
      // the server ended before
    }
    this.#snapshot = undefined;
    this.#past = [];
    this.#api = undefined;
  }

  /** Makes room for cells; those to come and the draft see all groups. */
  #grow(capacity: number): void {
    const before = this.#capacity;
    this.#capacity = capacity;
    for (let cell = before + 1; cell <= capacity; cell++) this.#hub.push(hubLine(cell, []));
    for (let cell = this.#cell; cell <= capacity; cell++) {
      this.#virtual.set(this.#path(cellFile(cell)), this.#emptyModule);
    }
    this.#virtual.set(this.#path(DRAFT_FILE), this.#emptyModule);
    for (let group = groupsOf(before); group < this.#groups; group++) this.#writeNames(group);
  }

  #writeNames(group: number): void {
    const lines = this.#hub.slice(group * CELLS_OF_A_GROUP, (group + 1) * CELLS_OF_A_GROUP);
    this.#virtual.set(this.#path(namesFile(group)), lines.join('\n'));
  }

  get #groups(): number {
    return groupsOf(this.#capacity);
  }

  get #emptyModule(): string {
    return emptyModule(this.#groups);
  }

  /** Starts the server on all files there are. */
  #open(): void {
    this.close();
    const names = Array.from({ length: this.#groups }, (_, group) => namesFile(group));
    const config = checkOptions(this.#folder, [AMBIENT_FILE, DRAFT_FILE, ...names]);
    this.#virtual.set(this.#path(CONFIG_FILE), JSON.stringify(config));
    this.#api = new API({ cwd: this.#folder, fs: notebookFiles(this.#folder, this.#virtual) });
    this.#snapshot = this.#api.updateSnapshot({ openProjects: [this.#path(CONFIG_FILE)] });
  }

  #forget(): void {
    const past = this.#past;
    this.#past = [];
    try {
      for (const snapshot of past) snapshot.dispose();
    } catch {
      // the server is gone, and they with it
    }
  }

  #update(changed: string[]): Project {
    const fileChanges = this.#lookAgain ? { invalidateAll: true as const } : { changed };
    this.#lookAgain = false;
    const before = this.#snapshot;
    try {
      this.#snapshot = this.#api!.updateSnapshot({ fileChanges });
      if (before !== undefined) this.#past.push(before);
    } catch {
      this.#open(); // the server is gone: another one finds the same files
    }
    return this.#snapshot!.getProject(this.#path(CONFIG_FILE))!;
  }

  /** A draft stays until the next one comes, unless it has a say in other files. */
  #resetDraft(): string[] {
    if (!this.#draftChangesOthers) return [];
    this.#draftChangesOthers = false;
    this.#virtual.set(this.#path(DRAFT_FILE), this.#emptyModule);
    return [this.#path(DRAFT_FILE)];
  }

  /** Modules outside of packages that were edited since the last check. */
  #changedModules(): string[] {
    return [...this.#modified].filter(([path, time]) => modifiedTime(path) !== time).map(([path]) => path);
  }

  #rememberModules(program: Program): void {
    for (const path of program.getSourceFileNames()) {
      if (isEdited(path) && !this.#virtual.has(path)) this.#modified.set(path, modifiedTime(path));
    }
  }

  /** Those in the cell itself; what stands below it is ours. */
  #diagnostics(found: readonly NativeDiagnostic[], source: string): Diagnostic[] {
    const inCell = found.filter(({ pos }) => pos <= source.length);
    return inCell.map((diagnostic) => ({
      kind: 'type',
      message: this.#message(diagnostic),
      code: diagnostic.code,
      length: diagnostic.end - diagnostic.pos,
      ...positionAt(source, diagnostic.pos),
    }));
  }

  #message({ text, messageChain = [] }: NativeDiagnostic, indent = ''): string {
    const plain = text
      .replace(/import\("[^"]*\/__cell_\d+(?:\.mts)?"\)\./g, '')
      .replace(/^Cannot assign to '(.*)' because it is an import\.$/, (whole, name: string) => {
        const kind = this.#declared.get(name)?.kind;
        return kind === undefined || kind === 'import'
          ? whole
          : `Cannot assign to '${name}' because it is a ${kind}.`;
      });
    const missing = /^Cannot find module '([^']*)'/.exec(text)?.[1];
    const name = missing === undefined ? undefined : packageName(missing);
    const hint = name === undefined ? nearestHint(text) : ` Install it: npm install ${name}`;
    return [
      `${indent}${plain}${hint}`,
      ...messageChain.map((part) => this.#message(part, `${indent}  `)),
    ].join('\n');
  }

  #path(name: string): string {
    return `${this.#folder}/${name}`;
  }
}

/** Whether the modules of a program may be others with a cell than without it. */
function mayBringModules(text: string): boolean {
  return /import|require|reference|export/.test(text);
}

/** Whether a file may be the user's own, in whatever folder. */
function isEdited(path: string): boolean {
  const isPackaged = path.includes('/node_modules/') || path.startsWith(`${OWN_FOLDER}dist/`);
  return !isPackaged && path.startsWith('/');
}

function modifiedTime(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
