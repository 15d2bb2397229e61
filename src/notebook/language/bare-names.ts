import type { CellView, KnownName, Meaning } from './cell-view.js';
import { goesOn, inOrder } from './completion-items.js';
import { isTypePlace } from './is-type-place.js';
import type { ts } from './typescript.js';
import { visibleNames } from './visible-names.js';

/**
 * Names that may stand by themselves at a place: of the cell, of earlier cells, of the realm, and keywords, in
 * this order.
 *
 * @param begun - What is written of the name.
 * @param earlier - Names of earlier cells, which `view` knows.
 * @param globals - Names of global values.
 */
export function bareNames(
  view: CellView,
  file: ts.SourceFile,
  cursor: number,
  begun: string,
  earlier: readonly string[],
  globals: readonly string[],
): KnownName[] {
  const start = cursor - begun.length;
  const meaning: Meaning = isTypePlace(file, cursor) ? 'type' : 'value';
  const isType = meaning === 'type';
  const fits = goesOn(begun);
  const own = visibleNames(file, start).filter((name) => fits(name) && name !== begun);
  const taken = new Set([...own, ...earlier]);
  const others = (isType ? [...globals, ...TYPES] : globals).filter(
    (name) => fits(name) && !taken.has(name) && IDENTIFIER.test(name),
  );
  const known = new Map(
    [...view.resolve([...own, ...earlier], start, meaning), ...view.resolve(others, start, meaning)].map(
      (name) => [name.name, name],
    ),
  );
  const words = (isType ? TYPE_KEYWORDS : KEYWORDS).filter(fits);
  const found = [...known.values()].map((name) => ({ ...name, rank: taken.has(name.name) ? '0' : '1' }));
  return [
    ...inOrder(found, begun),
    ...inOrder(
      words.map((name) => ({ name, kind: 'keyword', rank: '' })),
      begun,
    ),
  ];
}

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Generic types of the language that have no value of the same name. */
const TYPES = [
  'ArrayLike',
  'AsyncIterable',
  'AsyncIterator',
  'Awaited',
  'Capitalize',
  'ConstructorParameters',
  'Exclude',
  'Extract',
  'InstanceType',
  'Iterable',
  'IterableIterator',
  'Lowercase',
  'NonNullable',
  'Omit',
  'Parameters',
  'Partial',
  'Pick',
  'PromiseLike',
  'PropertyKey',
  'Readonly',
  'ReadonlyArray',
  'ReadonlyMap',
  'ReadonlySet',
  'Record',
  'Required',
  'ReturnType',
  'Uncapitalize',
  'Uppercase',
];

const TYPE_KEYWORDS = [
  ...['any', 'asserts', 'bigint', 'boolean', 'false', 'infer', 'keyof', 'never', 'null', 'number', 'object'],
  ...['readonly', 'string', 'symbol', 'true', 'typeof', 'undefined', 'unique', 'unknown', 'void'],
];

const KEYWORDS = [
  ...['abstract', 'as', 'async', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger'],
  ...['declare', 'default', 'delete', 'do', 'else', 'enum', 'export', 'extends', 'false', 'finally', 'for'],
  ...['function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'namespace', 'new'],
  ...[
    'null',
    'of',
    'return',
    'satisfies',
    'super',
    'switch',
    'this',
    'throw',
    'true',
    'try',
    'type',
    'typeof',
  ],
  ...['undefined', 'using', 'var', 'void', 'while', 'yield'],
];
