/** Digits that a number begins with, `0.4598…` in an example. */
class Begins {
  constructor(readonly digits: string) {}
}

const REST = Symbol('…');
const STRING_OR_DOTS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(-?\d+(?:\.\d+)?)…|(…)/g;

/**
 * The value that stands behind `//` in an example: a literal, or a list of numbers as `Float64Array [1, 2]`.
 * `0.4598…` is a number that begins so; `…` as the last entry of a list or an object leaves out further ones.
 *
 * @throws {Error} For prose, and whatever else is no value.
 */
export function readValue(text: string): unknown {
  const script = text
    .replace(STRING_OR_DOTS, (piece, digits?: string, dots?: string) =>
      digits !== undefined ? `begins('${digits}')` : dots !== undefined ? 'REST' : piece,
    )
    .replace(/^(\w+Array) (\[.*\])$/, '$1.from($2)');
  try {
    const read = new Function('begins', 'REST', `'use strict'; return (${script});`);
    return read((digits: string) => new Begins(digits), REST) as unknown;
  } catch (error) {
    throw new Error(`"// ${text}" is no value: ${String(error)}`);
  }
}

/**
 * A value as far as an example tells it: equal to `expected` when the example is true, else with what differs.
 * Numbers agree in 12 significant digits.
 */
export function asTold(actual: unknown, expected: unknown): unknown {
  if (typeof actual === 'number') {
    const agrees =
      expected instanceof Begins
        ? String(actual).startsWith(expected.digits)
        : typeof expected === 'number' && actual.toPrecision(12) === expected.toPrecision(12);
    return agrees ? expected : actual;
  }
  if (actual instanceof Float64Array && expected instanceof Float64Array) {
    return actual.map((value, i) => asTold(value, expected[i]) as number);
  }
  if (Array.isArray(actual) && Array.isArray(expected)) {
    const told = expected.at(-1) === REST ? expected.length - 1 : expected.length;
    const entries = actual.map((value, i) => (i < told ? asTold(value, expected[i]) : value));
    return told < expected.length && told < actual.length ? [...entries.slice(0, told), REST] : entries;
  }
  if (isPlain(actual) && isPlain(expected)) {
    const entries = Object.entries(actual).map(([key, value]) => [key, asTold(value, expected[key])]);
    if (expected.REST !== REST) return Object.fromEntries(entries);
    return Object.fromEntries([...entries.filter(([key]) => (key as string) in expected), ['REST', REST]]);
  }
  return actual;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !ArrayBuffer.isView(value) &&
    !(value instanceof Date || value instanceof Begins || Array.isArray(value))
  );
}
