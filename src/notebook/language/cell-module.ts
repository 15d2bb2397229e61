import type { CellName } from './cell-names.js';
import { topLevelReferences } from './references.js';
import type { ts } from './typescript.js';

/** Latest declaration of a name: which cell, and how. */
export interface Declared {
  readonly cell: number;
  readonly kind: CellName['kind'];
}

/** A name of an earlier cell that a cell uses. */
export interface UsedName extends Declared {
  readonly name: string;
}

/** File of the cell that is being written. */
export const DRAFT_FILE = '__draft.mts';

/** File of a cell in the type check; cells count in the order in which they ran. */
export function cellFile(cell: number): string {
  return `__cell_${cell}.mts`;
}

/**
 * File through which cells see the names of a group of earlier ones. In one file for all, each check would go through
 * the names of the whole notebook.
 */
export function namesFile(group: number): string {
  return `__names_${group}.mts`;
}

/** Names of earlier cells in a cell, each once; its own are left out. */
export function usedNames(
  file: ts.SourceFile,
  own: readonly CellName[],
  declared: ReadonlyMap<string, Declared>,
  wanted: readonly string[] = [],
): UsedName[] {
  const names = new Set([...topLevelReferences(file, declared).map(({ text }) => text), ...wanted]);
  for (const { name } of own) names.delete(name);
  return [...names].map((name) => ({ name, ...declared.get(name)! }));
}

/**
 * A cell as a module. The cell stands first, so that its lines and columns are true; below it come the lines that
 * make earlier names known, and the export of its own.
 */
export function cellModule(text: string, own: readonly CellName[], earlier: readonly string[]): string {
  const exports = own.filter(({ isExported }) => !isExported).map(({ name }) => name);
  return [text, ...earlier, `export { ${exports.join(', ')} };`].join('\n');
}

const EARLIER = '__earlier_';

/**
 * Lines that make names of earlier cells known to a cell that can change. What it imports for that is always the same
 * line for each group of cells: the checker then takes the new text into the program it has, where other imports would
 * make it look up every module again. An empty list costs nothing; `import * as` would go through all names of the
 * group in every check.
 *
 * @param groups - How many there are.
 */
export function namesOfGroups(
  used: readonly UsedName[],
  groupOf: (cell: number) => number,
  groups: number,
): string[] {
  const imports = Array.from({ length: groups }, (): string[] => []);
  for (const each of used) imports[groupOf(each.cell)].push(imported(each, hubName(each)));
  return [...imports.map((names, group) => importLine(names, namesFile(group))), ...assignable(used)];
}

/** Lines that make names of earlier cells known to a cell that stays as it is. */
export function namesOfCells(used: readonly UsedName[]): string[] {
  return [
    ...used.map((each) => importLine([imported(each, each.name)], cellFile(each.cell))),
    ...assignable(used),
  ];
}

/**
 * One line of a file of names: what a cell declares, under names that tell the cell, because a later cell may declare
 * the same name anew while functions of the cells between go on with the old one's type.
 */
export function hubLine(cell: number, names: readonly CellName[]): string {
  const exported = names.map(({ name }) => `${name} as ${hubName({ name, cell })}`);
  return `export { ${exported.join(', ')} } from './${cellFile(cell)}';`;
}

function importLine(names: readonly string[], file: string): string {
  return `import { ${names.join(', ')} } from './${file}';`;
}

function imported({ name, kind }: UsedName, from: string): string {
  const local = kind === 'variable' ? `${EARLIER}${name}` : name;
  return from === local ? name : `${from} as ${local}`;
}

/** A variable that was imported could not be assigned to. */
function assignable(used: readonly UsedName[]): string[] {
  return used
    .filter(({ kind }) => kind === 'variable')
    .map(({ name }) => `declare let ${name}: typeof ${EARLIER}${name};`);
}

function hubName({ name, cell }: Pick<UsedName, 'name' | 'cell'>): string {
  return `${name}$cell${cell}`;
}
