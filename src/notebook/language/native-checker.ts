import { statSync } from 'node:fs';
import {
  API,
  type Diagnostic as NativeDiagnostic,
  type Program,
  type Project,
  type Snapshot,
} from 'ts7/unstable/sync';
import { AMBIENT_NAMES } from './ambient-names.js';
import { type Declared, DRAFT_FILE } from './cell-module.js';
import { CellView } from './cell-view.js';
import { CellsInCheck } from './cells-in-check.js';
import { checkOptions } from './check-options.js';
import type { Diagnostic } from './diagnostic.js';
import { withoutMissingImports } from './draft-text.js';
import { endServer } from './end-server.js';
import { mayBringModules } from './may-bring-modules.js';
import { nearestHint } from './nearest-hint.js';
import { notebookFiles } from './notebook-files.js';
import { OWN_FOLDER, packageName } from './package-folder.js';
import { positionAt } from './position.js';
import type { TypeChecker } from './type-checker.js';
import type { ts } from './typescript.js';

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
  readonly #cells: CellsInCheck;
  readonly #modified = new Map<string, number>();
  #api?: API;
  #snapshot?: Snapshot;
  #lookAgain = false;
  /** The server keeps every snapshot that is not disposed of. */
  #past: Snapshot[] = [];
  /** A file that changed, of which the server does not know yet. */
  #unsaid?: string;

  constructor(folder: string) {
    this.#folder = folder.replaceAll('\\', '/').replace(/\/$/, '');
    this.#virtual.set(this.#path(AMBIENT_FILE), AMBIENT_NAMES);
    this.#cells = new CellsInCheck({
      set: (name, text) => this.#virtual.set(this.#path(name), text),
      delete: (name) => this.#virtual.delete(this.#path(name)),
    });
    this.#open();
  }

  check(file: ts.SourceFile): readonly Diagnostic[] {
    this.settle();
    const path = this.#path(this.#cells.nextFile);
    const written = this.#cells.write(file).map((name) => this.#path(name));
    const edited = this.#changedModules();
    const program = this.#update([...written, ...edited]).program;
    const found = [...program.getSyntacticDiagnostics(path), ...program.getSemanticDiagnostics(path)];
    if (edited.length > 0 || mayBringModules(file.text)) this.#rememberModules(program);
    this.#lookAgain = found.some(({ code }) => CANNOT_FIND_MODULE.has(code));
    return this.#diagnostics(found, file.text);
  }

  commit(): void {
    const changed = this.#cells.commit();
    this.#unsaid = changed && this.#path(changed);
  }

  settle(): void {
    if (this.#api === undefined) return;
    const path = this.#unsaid;
    this.#unsaid = undefined;
    if (this.#cells.isFull) {
      this.#cells.makeRoom();
      this.#open();
      return;
    }
    // By itself: the server keeps its program where one file changes, for two it builds another.
    if (path !== undefined) this.#update([path]);
    this.#forget();
  }

  get declared(): ReadonlyMap<string, Declared> {
    return this.#cells.declared;
  }

  view(file: ts.SourceFile, wanted: readonly string[] = []): CellView {
    this.settle();
    const { changed, start } = this.#cells.writeDraft(withoutMissingImports(file, this.#folder), wanted);
    const written = changed.map((name) => this.#path(name));
    try {
      const project = this.#update([...written, ...this.#changedModules()]);
      this.#rememberModules(project.program);
      return new CellView(project, this.#path(DRAFT_FILE), start);
    } catch (error) {
      this.#cells.dropDraft();
      throw error;
    }
  }

  close(): void {
    if (this.#api === undefined) return;
    if (this.#snapshot !== undefined) this.#past.push(this.#snapshot);
    this.#snapshot = undefined;
    this.#forget();
    endServer(this.#api);
    this.#api = undefined;
  }

  /** Starts the server on all files there are. */
  #open(): void {
    this.close();
    const config = checkOptions(this.#folder, [AMBIENT_FILE, ...this.#cells.roots]);
    this.#virtual.set(this.#path(CONFIG_FILE), JSON.stringify(config));
    this.#api = new API({ cwd: this.#folder, fs: notebookFiles(this.#folder, this.#virtual) });
    this.#snapshot = this.#api.updateSnapshot({ openProjects: [this.#path(CONFIG_FILE)] });
  }

  #forget(): void {
    for (const snapshot of this.#past) {
      try {
        snapshot.dispose();
      } catch {
        // the server is gone, and this with it
      }
    }
    this.#past = [];
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
        const kind = this.#cells.declared.get(name)?.kind;
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

/** Whether a file may be the user's own, in whatever folder. */
function isEdited(path: string): boolean {
  const isPackaged = path.includes('/node_modules/') || path.startsWith(`${OWN_FOLDER}dist/`);
  return !isPackaged && path.startsWith('/');
}

function modifiedTime(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
