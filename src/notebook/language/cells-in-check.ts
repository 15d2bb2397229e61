import {
  cellFile,
  cellModule,
  type Declared,
  DRAFT_FILE,
  hubLine,
  namesFile,
  namesOfCells,
  namesOfGroups,
  type UsedName,
  usedNames,
} from './cell-module.js';
import { cellNames } from './cell-names.js';
import { changesOthers } from './draft-text.js';
import { type PastCell, PastCells } from './past-cells.js';
import type { ts } from './typescript.js';

/** Cells that share one file of names. */
const GROUP = 64;
/** Each check pays for files that wait; each new room, for a new server. */
const MOST_ROOM = 256;
/** Cells that a new room takes over whether used lately or not. */
const LATEST = 64;

/** Where texts of files go. */
interface Files {
  set(name: string, text: string): void;
  delete(name: string): void;
}

/** A cell that is being written, in the check. */
export interface CheckedDraft {
  /** Files that are other than before. */
  readonly changed: string[];
  /** Where the cell begins in its file. */
  readonly start: number;
}

/**
 * The cells of a notebook as files for the checker. It need not know all of a long session at once: when the room for
 * cells to come is full, the next one begins with those in use, and another comes back when a cell names it. So the
 * checker grows with what is used, not with how often cells ran.
 */
export class CellsInCheck {
  readonly #files: Files;
  readonly #past = new PastCells();
  /** Cells of each file of names. */
  #groups: number[][] = [];
  /** The group of each cell that the checker knows. */
  readonly #groupOf = new Map<number, number>();
  /** The group of cells that come back. */
  #lastOfPast = 0;
  /** The last cell for which there is room. */
  #last = 0;
  readonly #usedLately = new Set<number>();
  #next?: PastCell;
  #draftReachesOthers = false;

  /** @param files - Where the texts go, by file name. */
  constructor(files: Files) {
    this.#files = files;
    this.makeRoom();
  }

  /** Names of the cells that ran, with their latest declaration. */
  get declared(): ReadonlyMap<string, Declared> {
    return this.#past.declared;
  }

  /** Files from which all others are found. */
  get roots(): string[] {
    return [DRAFT_FILE, ...this.#groups.map((_, group) => namesFile(group))];
  }

  get isFull(): boolean {
    return this.#past.count === this.#last;
  }

  /** The file of the cell that comes next. */
  get nextFile(): string {
    return cellFile(this.#past.count + 1);
  }

  /** Makes room for cells to come. Also changes files that were there: a checker has to start anew. */
  makeRoom(): void {
    const kept = this.#past.inUse(this.#usedLately, LATEST);
    for (const cell of this.#groupOf.keys()) if (!kept.has(cell)) this.#files.delete(cellFile(cell));
    for (const group of this.#groups.keys()) this.#files.delete(namesFile(group));
    this.#groupOf.clear();
    this.#usedLately.clear();
    const ran = this.#past.count;
    this.#groups = inGroups([...kept].sort((a, b) => a - b));
    this.#lastOfPast = Math.max(0, this.#groups.length - 1);
    this.#last = ran + Math.min(MOST_ROOM, Math.max(GROUP, ran));
    const toCome = Array.from({ length: this.#last - ran }, (_, i) => ran + i + 1);
    this.#groups.push(...inGroups(toCome));
    this.#groups.forEach((cells, group) => {
      for (const cell of cells) this.#groupOf.set(cell, group);
      this.#writeNames(group);
    });
    for (const cell of kept) this.#writePast(cell);
    for (const cell of toCome) this.#files.set(cellFile(cell), this.#emptyModule);
    this.#files.set(DRAFT_FILE, this.#emptyModule);
  }

  /** Writes the next cell. Returns the files that are other than before. */
  write(file: ts.SourceFile): string[] {
    const next = this.#past.described(file);
    const woken = this.#wake(next.used);
    this.#files.set(this.nextFile, cellModule(next.text, next.names, this.#earlierNames(next.used)));
    this.#next = next;
    return [this.nextFile, ...woken, ...this.#resetDraft()];
  }

  /** The cell that was written last runs. Returns the file that is other than before, if there is one. */
  commit(): string | undefined {
    const { names } = this.#next!;
    this.#past.add(this.#next!);
    return names.length === 0 ? undefined : this.#writeNames(this.#groupOf.get(this.#past.count)!);
  }

  /** Writes a cell that is being written; it stays until the next one comes, unless it has a say in other files. */
  writeDraft(file: ts.SourceFile, wanted: readonly string[]): CheckedDraft {
    const used = usedNames(file, cellNames(file), this.declared, wanted);
    const woken = this.#wake(used);
    // Above it, because an open bracket or quote swallows what is below.
    const above = `${this.#earlierNames(used).join('\n')}\n`;
    this.#files.set(DRAFT_FILE, above + file.text);
    this.#draftReachesOthers = changesOthers(file);
    return { changed: [DRAFT_FILE, ...woken], start: above.length };
  }

  /** Half a cell must not keep a checker from starting again. */
  dropDraft(): void {
    this.#files.set(DRAFT_FILE, this.#emptyModule);
    this.#draftReachesOthers = false;
  }

  #resetDraft(): string[] {
    if (!this.#draftReachesOthers) return [];
    this.dropDraft();
    return [DRAFT_FILE];
  }

  #earlierNames(used: readonly UsedName[]): string[] {
    return namesOfGroups(used, (cell) => this.#groupOf.get(cell)!, this.#groups.length);
  }

  /** The module that stands where a cell will come. */
  get #emptyModule(): string {
    return cellModule('', [], this.#earlierNames([]));
  }

  /** Brings back cells that the checker does not know. Returns the file that is other than before, if there is one. */
  #wake(used: readonly UsedName[]): string[] {
    for (const { cell } of used) this.#usedLately.add(cell);
    const cells = used.map(({ cell }) => cell);
    const woken = this.#past.withUsed(cells, this.#groupOf);
    if (woken.size === 0) return [];
    for (const cell of woken) {
      this.#groups[this.#lastOfPast].push(cell);
      this.#groupOf.set(cell, this.#lastOfPast);
      this.#writePast(cell);
    }
    return [this.#writeNames(this.#lastOfPast)];
  }

  #writePast(cell: number): void {
    const { text, names, used } = this.#past.get(cell)!;
    this.#files.set(cellFile(cell), cellModule(text, names, namesOfCells(used)));
  }

  #writeNames(group: number): string {
    const file = namesFile(group);
    const lines = this.#groups[group].map((cell) => hubLine(cell, this.#past.get(cell)?.names ?? []));
    this.#files.set(file, lines.join('\n'));
    return file;
  }
}

function inGroups(cells: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(cells.length / GROUP) }, (_, group) =>
    cells.slice(group * GROUP, (group + 1) * GROUP),
  );
}
