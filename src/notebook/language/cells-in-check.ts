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
import { type CellName, cellNames } from './cell-names.js';
import { changesOthers } from './draft-text.js';
import { mayBringModules } from './may-bring-modules.js';
import type { ts } from './typescript.js';

/** Cells that share one file of names. */
const GROUP = 64;
/** Each check pays for files that wait; each new room, for a new server. */
const MOST_ROOM = 256;
/** Cells that a new room takes over whether used lately or not. */
const LATEST = 64;

/** A cell that ran. */
interface PastCell {
  readonly text: string;
  readonly names: readonly CellName[];
  readonly used: readonly UsedName[];
  /** Whether it may have a say in files that do not use its names. */
  readonly reachesOthers: boolean;
}

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
  readonly #declared = new Map<string, Declared>();
  readonly #past: PastCell[] = [];
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
    return this.#declared;
  }

  /** Files from which all others are found. */
  get roots(): string[] {
    return [DRAFT_FILE, ...this.#groups.map((_, group) => namesFile(group))];
  }

  get isFull(): boolean {
    return this.#past.length === this.#last;
  }

  /** The file of the cell that comes next. */
  get nextFile(): string {
    return cellFile(this.#past.length + 1);
  }

  /** Makes room for cells to come. Also changes files that were there: a checker has to start anew. */
  makeRoom(): void {
    const kept = this.#inUse();
    for (const cell of this.#groupOf.keys()) if (!kept.has(cell)) this.#files.delete(cellFile(cell));
    for (const group of this.#groups.keys()) this.#files.delete(namesFile(group));
    this.#groupOf.clear();
    this.#usedLately.clear();
    const ran = this.#past.length;
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
    const names = cellNames(file);
    const used = usedNames(file, names, this.#declared);
    const reachesOthers = changesOthers(file) || mayBringModules(file.text);
    this.#next = { text: file.text, names, used, reachesOthers };
    const woken = this.#wake(used);
    this.#files.set(this.nextFile, cellModule(file.text, names, this.#earlierNames(used)));
    return [this.nextFile, ...woken, ...this.#resetDraft()];
  }

  /** The cell that was written last runs. Returns the file that is other than before, if there is one. */
  commit(): string | undefined {
    const { names } = this.#next!;
    const cell = this.#past.push(this.#next!);
    for (const { name, kind } of names) this.#declared.set(name, { cell, kind });
    return names.length === 0 ? undefined : this.#writeNames(this.#groupOf.get(cell)!);
  }

  /** Writes a cell that is being written; it stays until the next one comes, unless it has a say in other files. */
  writeDraft(file: ts.SourceFile, wanted: readonly string[]): CheckedDraft {
    const used = usedNames(file, cellNames(file), this.#declared, wanted);
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

  /** Those that a new room takes over. */
  #inUse(): Set<number> {
    const ran = this.#past.length;
    const reaching = new Map<string, number>(); // of a cell that ran twice, the later run counts
    const named: number[] = [];
    this.#past.forEach(({ text, names, reachesOthers }, i) => {
      const cell = i + 1;
      if (reachesOthers) reaching.set(text, cell);
      const isLate = cell > ran - LATEST || this.#usedLately.has(cell);
      if (isLate && names.some(({ name }) => this.#declared.get(name)!.cell === cell)) named.push(cell);
    });
    return this.#withUsed([...reaching.values(), ...named], new Set());
  }

  /** Brings back cells that the checker does not know. Returns the file that is other than before, if there is one. */
  #wake(used: readonly UsedName[]): string[] {
    for (const { cell } of used) this.#usedLately.add(cell);
    const woken = this.#withUsed(
      used.map(({ cell }) => cell),
      this.#groupOf,
    );
    if (woken.size === 0) return [];
    for (const cell of woken) {
      this.#groups[this.#lastOfPast].push(cell);
      this.#groupOf.set(cell, this.#lastOfPast);
      this.#writePast(cell);
    }
    return [this.#writeNames(this.#lastOfPast)];
  }

  /** Cells, and those whose names they use; without what is known already. */
  #withUsed(cells: readonly number[], known: { has(cell: number): boolean }): Set<number> {
    const found = new Set<number>();
    const waiting = [...cells];
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      if (found.has(cell) || known.has(cell)) continue;
      found.add(cell);
      waiting.push(...this.#past[cell - 1].used.map((each) => each.cell));
    }
    return found;
  }

  #writePast(cell: number): void {
    const { text, names, used } = this.#past[cell - 1];
    this.#files.set(cellFile(cell), cellModule(text, names, namesOfCells(used)));
  }

  #writeNames(group: number): string {
    const file = namesFile(group);
    const lines = this.#groups[group].map((cell) => hubLine(cell, this.#past[cell - 1]?.names ?? []));
    this.#files.set(file, lines.join('\n'));
    return file;
  }
}

function inGroups(cells: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(cells.length / GROUP) }, (_, group) =>
    cells.slice(group * GROUP, (group + 1) * GROUP),
  );
}
