import { AGGREGATES } from './aggregates.js';
import { FUNCTIONS, type FunctionSignature } from './functions.js';

/** What is wrong with a value that should be an expression, such as one from a file; `undefined` when nothing is. */
export function checkExpression(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'an expression is no object';
  const each = value as Record<string, unknown>;
  switch (each.kind) {
    case 'column':
      return typeof each.name === 'string' ? undefined : 'a column has no name';
    case 'constant': {
      const { value: constant } = each;
      const fits =
        typeof constant === 'string' ||
        typeof constant === 'boolean' ||
        (typeof constant === 'number' && Number.isFinite(constant));
      return fits ? undefined : 'a constant is no finite number, text or truth';
    }
    case 'call': {
      const name = each.function;
      if (typeof name !== 'string' || !Object.hasOwn(FUNCTIONS, name)) {
        return `there is no function ${JSON.stringify(name)}`;
      }
      const { takes, repeats = false }: FunctionSignature = FUNCTIONS[name as keyof typeof FUNCTIONS];
      const { args } = each;
      const count = Array.isArray(args) ? args.length : 0;
      if (count < 1 || (repeats ? count < 2 : count !== takes.length)) {
        return `${name} has ${count} arguments`;
      }
      return firstProblem(args as unknown[]);
    }
    case 'aggregate': {
      const { aggregate, args, where, share } = each;
      if (typeof aggregate !== 'string' || !Object.hasOwn(AGGREGATES, aggregate)) {
        return `there is no summary ${JSON.stringify(aggregate)}`;
      }
      if (!Array.isArray(args)) return `${aggregate} has no arguments`;
      if (share !== undefined && !(typeof share === 'number' && share >= 0 && share <= 1)) {
        return `${aggregate} has a share that is none`;
      }
      return firstProblem(where === undefined ? args : [...args, where]);
    }
    default:
      return `an expression is of kind ${JSON.stringify(each.kind)}`;
  }
}

function firstProblem(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const problem = checkExpression(value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
