import type { CellName } from './cell-names.js';
import { topLevelReferences } from './references.js';
import type { ts } from './typescript.js';

/** Latest declaration of a name: which cell, and how. */
export interface Declared {
  readonly cell: number;
  readonly kind: CellName['kind'];
}

/** File through which cells see one another. */
export const NAMES_FILE = '__names.mts';

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
 * What it imports for that is always the same two lines: the checker then takes the new text into the program
 * it has, where other imports would make it look up every module again.
 */
export function cellModule(
  file: ts.SourceFile,
  own: readonly CellName[],
  declared: ReadonlyMap<string, Declared>,
): string {
  const used = topLevelReferences(file, declared).map(({ text }) => text);
  const exports = own.filter(({ isExported }) => !isExported).map(({ name }) => name);
  return [file.text, ...earlierNames(used, own, declared), `export { ${exports.join(', ')} };`].join('\n');
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
): DraftModule {
  const used = [...topLevelReferences(file, declared).map(({ text }) => text), ...wanted];
  const above = `${earlierNames(used, own, declared).join('\n')}\n`;
  return { text: above + file.text, start: above.length };
}

/** Lines that make names of earlier cells known. */
function earlierNames(
  used: readonly string[],
  own: readonly CellName[],
  declared: ReadonlyMap<string, Declared>,
): string[] {
  const ownNames = new Set(own.map(({ name }) => name));
  const earlier = [...new Set(used)].filter((name) => !ownNames.has(name));
  const isVariable = (name: string) => declared.get(name)!.kind === 'variable';
  const imports = earlier
    .filter((name) => !isVariable(name))
    .map((name) => `${hubName(name, declared.get(name)!.cell)} as ${name}`);
  const variables = earlier
    .filter(isVariable)
    .map((name) => `declare let ${name}: typeof __names.${hubName(name, declared.get(name)!.cell)};`);
  return [...EMPTY_IMPORTS.map((line) => line.replace('{}', `{ ${imports.join(', ')} }`)), ...variables];
}

const EMPTY_IMPORTS = [
  `import {} from './${NAMES_FILE}';`,
  `import type * as __names from './${NAMES_FILE}';`,
];

/** The module that stands where a cell will come. */
export const EMPTY_MODULE = [...EMPTY_IMPORTS, 'export {};'].join('\n');

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
