import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import { planScript } from '../../engine/script/plan-script.js';
import { scoreNames, scoreParts } from './score-relation.js';
import type { Scorer } from './scorer.js';

/** Where a function places a customer. */
export interface PlacedCustomer {
  /** Key of the segment, or `other` where a value is missing or out of range. */
  readonly segment: string;
  readonly name: string;
  /** How much dearer the second best segment is, as a share of it; `null` where there is none. */
  readonly gap: number | null;
}

/** A text without a number is a gap, as in a file of customers, and so is what is infinite. */
const FINITE =
  "const finite = (value: any): number => value === null || String(value).trim() === '' || !Number.isFinite(Number(value)) ? NaN : Number(value);";

/** The text of a function that places one customer; with types it is a TypeScript module, without a JavaScript body. */
export function scoreScript(data: Scorer, typed: boolean): string {
  const row = new Map(data.columns.map(({ name }, j) => [name, `c${j}`]));
  const values = scoreParts(data).flatMap((part) =>
    Object.entries(part).map(([name, value]) => ({ name, value })),
  );
  const { functions, lines, constants } = planScript('toFunction', row, values);
  const columns = data.columns.map(({ name, type }, j) => {
    const value = `customer[${JSON.stringify(name)}]`;
    const text = `${value} === null || ${value} === undefined ? null : String(${value})`;
    return `const c${j} = ${type === 'text' ? text : `finite(${value})`};`;
  });
  const names = Object.fromEntries([
    ...data.segments.map(({ key, name }) => [key, name]),
    ['other', 'Other'],
  ]);
  const placed = scoreNames(data);
  const [segment, gap] = [constants.get(placed.segment), constants.get(placed.gap)];
  const body = [
    ...columns,
    ...lines,
    `return { segment: ${segment}, name: names[${segment}], gap: Number.isNaN(${gap}) ? null : ${gap} };`,
  ].map((line) => `  ${line}`);
  const readers = data.columns.some(({ type }) => type !== 'text') ? [FINITE] : [];
  const helpers = [
    ...readers,
    ...functions,
    `const names: Record<string, string> = ${JSON.stringify(names)};`,
  ];
  if (typed) {
    const head =
      'export function segmentOf(customer: Readonly<Record<string, unknown>>): { segment: string; name: string; gap: number | null } {';
    return [...helpers, '', head, ...body, '}', ''].join('\n');
  }
  const untyped = helpers.map((line) =>
    line.replaceAll(/: (?:any|number|any\[\]|Record<string, string>)(?=[,)]| =)/g, ''),
  );
  return [...untyped, 'return (customer) => {', ...body, '};'].join('\n');
}

/** A function that places one customer, from the text that `scoreScript` writes. */
export function scoreFunction(data: Scorer): (customer: Readonly<Record<string, unknown>>) => PlacedCustomer {
  type Place = (customer: Readonly<Record<string, unknown>>) => PlacedCustomer;
  const place = new Function(scoreScript(data, false))() as Place;
  const names = data.columns.map(({ name }) => name);
  return (customer) => {
    if (typeof customer !== 'object' || customer === null) {
      throw new InputError('segmentOf needs the columns of a customer as an object.');
    }
    for (const name of names) {
      if (!Object.hasOwn(customer, name)) {
        throw unknownName('segmentOf', 'column', name, Object.keys(customer));
      }
    }
    for (const { name, type } of data.columns) {
      if (type === 'number' && Math.abs(Number(customer[name])) === Infinity) {
        throw new InputError(`segmentOf: column "${name}" is ${customer[name]}, not a number.`, {
          column: name,
        });
      }
    }
    return place(customer);
  };
}
