import { InputError } from '../../core/input-error.js';
import type { Expression } from '../plan/expression.js';
import type { FunctionName } from '../plan/functions.js';
import { FUNCTION_SCRIPTS } from './function-scripts.js';

/** One constant of a script: a name for people and its value. */
export interface ScriptValue {
  readonly name: string;
  readonly value: Expression;
}

/** Expressions as the lines of a function for one row, and the functions that they need. */
export interface PlanScript {
  /** Functions that the lines call, one a line, in TypeScript. */
  readonly functions: readonly string[];
  /** Lines `const v0 = …;`, each of a value. */
  readonly lines: readonly string[];
  /** The constant that holds each value, by its name. */
  readonly constants: ReadonlyMap<string, string>;
}

/**
 * Writes values one after the other as TypeScript; a value may use the columns of the row and values before it.
 *
 * @param row - Columns of the row and the constant that holds each.
 * @throws {InputError} For a function that cannot be written so, such as one of the calendar.
 */
export function planScript(
  who: string,
  row: ReadonlyMap<string, string>,
  values: readonly ScriptValue[],
): PlanScript {
  const used = new Set<FunctionName>();
  const constants = new Map(row);
  const write = (expression: Expression): string => {
    switch (expression.kind) {
      case 'column':
        return constants.get(expression.name)!;
      case 'constant':
        return typeof expression.value === 'boolean'
          ? String(Number(expression.value))
          : JSON.stringify(expression.value);
      case 'call':
        if (FUNCTION_SCRIPTS[expression.function] === undefined) break;
        used.add(expression.function);
        return `${expression.function}(${expression.args.map(write).join(', ')})`;
      case 'aggregate':
        break;
    }
    const name = expression.kind === 'call' ? expression.function : expression.aggregate;
    throw new InputError(`${who}: "${name}" cannot be written as a function of one row. Use SQL.`);
  };
  const lines = values.map(({ name, value }, i) => {
    const line = `const v${i} = ${write(value)}; // ${name.replace(/[\r\n\u2028\u2029]/g, ' ')}`;
    constants.set(name, `v${i}`);
    return line;
  });
  const functions = [...used].sort().map((name) => {
    const { parameters, body } = FUNCTION_SCRIPTS[name]!;
    return `const ${name} = (${parameters}) => ${body};`;
  });
  return { functions, lines, constants };
}
