import type { CellName } from './cell-names.js';
import { topLevelReferences } from './references.js';
import type { ts } from './typescript.js';

/** Latest declaration of a name: which cell, and how. */
export interface Declared {
  readonly cell: number;
  readonly kind: CellName['kind'];
}

/** Cells that share one file of names. */
export const CELLS_OF_A_GROUP = 64;

/**
 * File through which other cells see the names of a group of cells. In one file for all, each check would go through
 * the names of the whole notebook.
 */
export function namesFile(group: number): string {
  return `__names_${group}.mts`;
}

/** Groups that so many cells need. */
export function groupsOf(cells: number): number {
  return Math.ceil(cells / CELLS_OF_A_GROUP);
}

/** File of the cell that is being written. */
export const DRAFT_FILE = '__draft.mts';

/** File of a cell in the type check; cells count in the order in which they ran. */
export function cellFile(cell: number): string {
  return `__cell_${cell}.mts`;
}

/**
 * A cell as a module. The cell stands first, so that its lines and columns are true; below it come the names
 * that it uses from earlier cells, and the export of its own.
 *
 * What it imports for that is always the same line for each group of cells: the checker then takes the new text
 * into the program it has, where other imports would make it look up every module again.
 *
 * @param groups - How many there are.
 */
export function cellModule(
  file: ts.SourceFile,
  own: readonly CellName[],
  declared: ReadonlyMap<string, Declared>,
  groups: number,
): string {
  const used = topLevelReferences(file, declared).map(({ text }) => text);
  const exports = own.filter(({ isExported }) => !isExported).map(({ name }) => name);
  return [file.text, ...earlierNames(used, own, declared, groups), `export { ${exports.join(', ')} };`].join(
    '\n',
  );
}

/** A cell that is being written, as a module. */
export interface DraftModule {
  readonly text: string;
  /** Where the cell begins in it. */
  readonly start: number;
}

/**
 * A cell that is being written. What it uses stands above it, because an open bracket or quote swallows what
 * is below.
 *
 * @param wanted - Names of earlier cells to be known beside those that it uses already.
 */
export function draftModule(
  file: ts.SourceFile,
  own: readonly CellName[],
  declared: ReadonlyMap<string, Declared>,
  wanted: readonly string[],
  groups: number,
): DraftModule {
  const used = [...topLevelReferences(file, declared).map(({ text }) => text), ...wanted];
  const above = `${earlierNames(used, own, declared, groups).join('\n')}\n`;
  return { text: above + file.text, start: above.length };
}

const EARLIER = '__earlier_';

/** Lines that make names of earlier cells known. */
function earlierNames(
  used: readonly string[],
  own: readonly CellName[],
  declared: ReadonlyMap<string, Declared>,
  groups: number,
): string[] {
  const ownNames = new Set(own.map(({ name }) => name));
  const imports = Array.from({ length: groups }, (): string[] => []);
  const variables: string[] = [];
  for (const name of new Set(used)) {
    if (ownNames.has(name)) continue;
    const { cell, kind } = declared.get(name)!;
    const group = groupOf(cell);
    // A variable that was imported could not be assigned to.
    const isVariable = kind === 'variable';
    imports[group].push(`${hubName(name, cell)} as ${isVariable ? `${EARLIER}${name}` : name}`);
    if (isVariable) variables.push(`declare let ${name}: typeof ${EARLIER}${name};`);
  }
  return [...imports.map((names, group) => importLine(group, names)), ...variables];
}

/** An empty list costs nothing; `import * as` would go through all names of the group in every check. */
function importLine(group: number, names: readonly string[]): string {
  return `import { ${names.join(', ')} } from './${namesFile(group)}';`;
}

/** The module that stands where a cell will come. */
export function emptyModule(groups: number): string {
  const imports = Array.from({ length: groups }, (_, group) => importLine(group, []));
  return [...imports, 'export {};'].join('\n');
}

/** The group of a cell. */
export function groupOf(cell: number): number {
  return Math.floor((cell - 1) / CELLS_OF_A_GROUP);
}

/**
 * One line of the file of names: what a cell declares, under names that tell the cell, because a later cell
 * may declare the same name anew while functions of the cells between go on with the old one's type.
 */
export function hubLine(cell: number, names: readonly CellName[]): string {
  const exported = names.map(({ name }) => `${name} as ${hubName(name, cell)}`);
  return `export { ${exported.join(', ')} } from './${cellFile(cell)}';`;
}

function hubName(name: string, cell: number): string {
  return `${name}$cell${cell}`;
}
