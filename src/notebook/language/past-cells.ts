import type { Declared, UsedName } from './cell-module.js';
import { usedNames } from './cell-module.js';
import { type CellName, cellNames } from './cell-names.js';
import { changesOthers } from './draft-text.js';
import { mayBringModules } from './may-bring-modules.js';
import type { ts } from './typescript.js';

/** A cell as the type check of others needs to know it. */
export interface PastCell {
  readonly text: string;
  readonly names: readonly CellName[];
  /** What it uses of earlier cells. */
  readonly used: readonly UsedName[];
  /** Whether it may have a say in files that do not use its names. */
  readonly reachesOthers: boolean;
}

/** The cells that ran, counted from 1 in the order in which they did, and who uses whom. */
export class PastCells {
  readonly #cells: PastCell[] = [];
  readonly #declared = new Map<string, Declared>();

  get count(): number {
    return this.#cells.length;
  }

  /** Names of the cells, with their latest declaration. */
  get declared(): ReadonlyMap<string, Declared> {
    return this.#declared;
  }

  /** Undefined for a cell to come. */
  get(cell: number): PastCell | undefined {
    return this.#cells[cell - 1];
  }

  /** What a cell would be if it ran now. */
  described(file: ts.SourceFile): PastCell {
    const names = cellNames(file);
    const used = usedNames(file, names, this.#declared);
    const reachesOthers = changesOthers(file) || mayBringModules(file.text);
    return { text: file.text, names, used, reachesOthers };
  }

  add(cell: PastCell): void {
    this.#cells.push(cell);
    for (const { name, kind } of cell.names) this.#declared.set(name, { cell: this.count, kind });
  }

  /**
   * Cells that later ones will want with some likelihood, or that all of them see: those that have a say in other
   * files, and among the latest and those used of late the ones that have a name to give.
   *
   * @param latest - How many are late enough.
   */
  inUse(usedLately: ReadonlySet<number>, latest: number): Set<number> {
    const reaching = new Map<string, number>(); // of a cell that ran twice, the later run counts
    const named: number[] = [];
    this.#cells.forEach(({ text, names, reachesOthers }, i) => {
      const cell = i + 1;
      if (reachesOthers) reaching.set(text, cell);
      const isLate = cell > this.count - latest || usedLately.has(cell);
      if (isLate && names.some(({ name }) => this.#declared.get(name)!.cell === cell)) named.push(cell);
    });
    return this.withUsed([...reaching.values(), ...named]);
  }

  /** Cells and those whose names they use, directly or not; without what is known already. */
  withUsed(cells: readonly number[], known: { has(cell: number): boolean } = new Set()): Set<number> {
    const found = new Set<number>();
    const waiting = [...cells];
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      if (found.has(cell) || known.has(cell)) continue;
      found.add(cell);
      waiting.push(...this.get(cell)!.used.map((each) => each.cell));
    }
    return found;
  }
}
