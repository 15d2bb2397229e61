import { Session } from 'node:inspector';
import type { LiveColumns, LiveValues } from '../language/live-values.js';
import { type PreviewedValue, previewText } from './preview-text.js';

/** Far longer than reading takes, and still within the patience of a front end. */
const TIMEOUT_MS = 250;
const NAME_LIMIT = 1000;
const OBJECT_GROUP = 'live';

interface EvaluateReply {
  readonly result: PreviewedValue;
  readonly exceptionDetails?: unknown;
}

/**
 * The values of the variables in this realm, read through the inspector, which refuses whatever would change
 * something.
 *
 * @param spelled - How a variable is called in the realm.
 */
export class LiveRealm implements LiveValues {
  readonly #session = new Session();
  readonly #spelled: (name: string) => string;

  constructor(spelled: (name: string) => string) {
    this.#spelled = spelled;
    this.#session.connect();
  }

  columns(variable: string): LiveColumns | undefined {
    const found = this.#evaluate(`(${COLUMNS})(${this.#spelled(variable)}, ${NAME_LIMIT})`, true);
    return found?.value as LiveColumns | undefined;
  }

  properties(path: readonly string[]): readonly string[] {
    const found = this.#evaluate(`(${PROPERTIES})(${this.#walk(path)}, ${NAME_LIMIT})`, true);
    return (found?.value ?? []) as readonly string[];
  }

  preview(path: readonly string[]): string | undefined {
    const value = this.#evaluate(this.#walk(path), false);
    if (value === undefined || value.type === 'undefined' || value.type === 'function') return undefined;
    const isVariable = path.length === 1 && value.type === 'object';
    return previewText(value, isVariable ? this.columns(path[0]) : undefined);
  }

  close(): void {
    this.#session.disconnect();
  }

  /** The value behind a path of data properties. */
  #walk([variable, ...keys]: readonly string[]): string {
    const name = this.#spelled(variable);
    return keys.length === 0 ? name : `(${WALK})(${name}, ${JSON.stringify(keys)})`;
  }

  #evaluate(expression: string, returnByValue: boolean): PreviewedValue | undefined {
    let found: PreviewedValue | undefined;
    const how = {
      expression,
      returnByValue,
      generatePreview: !returnByValue,
      silent: true,
      throwOnSideEffect: true,
      timeout: TIMEOUT_MS,
      objectGroup: OBJECT_GROUP,
    };
    this.#session.post('Runtime.evaluate', how, (failure, reply) => {
      const { result, exceptionDetails } = (reply ?? {}) as Partial<EvaluateReply>;
      if (failure === null && exceptionDetails === undefined) found = result;
    });
    this.#session.post('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
    return found;
  }
}

// Functions for the realm. They read data properties alone: a getter would be code of the user's.

const DATA = `(value, key) => {
  for (let at = Object(value); at !== null; at = Object.getPrototypeOf(at)) {
    const property = Object.getOwnPropertyDescriptor(at, key);
    if (property !== undefined) return property.value;
  }
}`;

const WALK = `(value, keys) => {
  const data = ${DATA};
  for (const key of keys) value = data(value, key);
  return value;
}`;

const PROPERTIES = `(value, limit) => {
  const names = [];
  if (value === undefined || value === null) return names;
  for (let at = Object(value); at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      if (names.length >= limit) return names;
      if (name !== 'constructor' && !names.includes(name)) names.push(name);
    }
  }
  return names;
}`;

/** Tables of this package and of Arquero, of Danfo and of Arrow; arrays of objects have columns, too. */
const COLUMNS = `(value, limit) => {
  const data = ${DATA};
  const texts = (names) => {
    const found = [];
    for (const name of names) if (typeof name === 'string' && found.length < limit) found.push(name);
    return found;
  };
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const first = data(value, 0);
    if (typeof first !== 'object' || first === null || Array.isArray(first)) return undefined;
    return { rows: value.length, names: texts(Object.keys(first)) };
  }
  if (typeof data(value, 'columnNames') === 'function' && typeof data(value, 'numRows') === 'function') {
    return { rows: value.numRows(), names: texts(value.columnNames()) };
  }
  const columns = data(value, '$columns');
  if (Array.isArray(columns)) return { names: texts(columns) };
  const fields = data(data(value, 'schema'), 'fields');
  if (Array.isArray(fields)) return { names: texts(fields.map((field) => data(field, 'name'))) };
}`;
