import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import { AGGREGATES } from './aggregates.js';
import type { Expression } from './expression.js';
import { FUNCTIONS, type FunctionSignature } from './functions.js';
import { NUMERIC, type ValueType } from './value-type.js';

/** Types of columns by name. */
export type ColumnTypes = ReadonlyMap<string, ValueType>;

/**
 * The type of an expression on columns of given types.
 *
 * @param who - Function that complains.
 * @throws {InputError} For a column that is not there and for a function of values that it does not take.
 */
export function typeOf(who: string, expression: Expression, columns: ColumnTypes): ValueType {
  switch (expression.kind) {
    case 'column': {
      const type = columns.get(expression.name);
      if (type === undefined) throw unknownName(who, 'column', expression.name, shownNames(columns));
      return type;
    }
    case 'constant':
      return constantType(expression.value);
    case 'call': {
      const types = expression.args.map((arg) => typeOf(who, arg, columns));
      const signature: FunctionSignature = FUNCTIONS[expression.function];
      types.forEach((type, i) => {
        const takes = signature.takes[Math.min(i, signature.takes.length - 1)];
        const counts = takes === 'numeric' || takes === 'countable';
        const truth = takes === 'countable' && type === 'boolean';
        const fits = takes === 'any' || takes === type || truth || (counts && NUMERIC.includes(type));
        if (!fits) throw misfit(who, expression.function, takes, expression.args[i], type);
        const like = types[0];
        const comparable = type === like || (NUMERIC.includes(type) && NUMERIC.includes(like));
        if (COMPARING.includes(expression.function) && !comparable) {
          throw incomparable(who, expression.args[0], like, expression.args[i], type);
        }
      });
      return typeof signature.gives === 'function' ? signature.gives(types) : signature.gives;
    }
    case 'aggregate': {
      const { aggregate, args, where } = expression;
      if (where !== undefined) {
        const type = typeOf(who, where, columns);
        if (type !== 'boolean') throw misfit(who, `${aggregate} where`, 'boolean', where, type);
      }
      const [type] = args.map((arg) => typeOf(who, arg, columns));
      const calculates = aggregate === 'sum' || aggregate === 'deviation' || aggregate === 'quantile';
      if (calculates && !NUMERIC.includes(type)) throw misfit(who, aggregate, 'numeric', args[0], type);
      return AGGREGATES[aggregate].gives(type);
    }
  }
}

/** Functions that look for equal values, which values of two types never are. */
const COMPARING: readonly string[] = ['equal', 'oneOf', 'missingIf'];

function constantType(value: number | string | boolean): ValueType {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  return Number.isSafeInteger(value) ? 'integer' : 'number';
}

/** Columns that people named; those that begin with `@` are ours. */
function shownNames(columns: ColumnTypes): string[] {
  return [...columns.keys()].filter((name) => !name.startsWith('@'));
}

function misfit(who: string, what: string, takes: string, arg: Expression, type: ValueType): InputError {
  const needed = takes === 'numeric' || takes === 'countable' ? 'numbers' : `values of type ${takes}`;
  const given = arg.kind === 'column' ? `column "${arg.name}" holds` : 'it was given';
  const place = arg.kind === 'column' ? { column: arg.name } : {};
  return new InputError(`${who}: ${what} needs ${needed}, ${given} values of type ${type}.`, place);
}

function incomparable(
  who: string,
  a: Expression,
  like: ValueType,
  b: Expression,
  type: ValueType,
): InputError {
  const shown = (arg: Expression) =>
    arg.kind === 'column'
      ? `column "${arg.name}"`
      : arg.kind === 'constant'
        ? JSON.stringify(arg.value)
        : 'a value';
  const place = a.kind === 'column' ? { column: a.name } : {};
  return new InputError(
    `${who}: ${shown(a)} is of type ${like}, ${shown(b)} of type ${type}; they are never equal.`,
    place,
  );
}
