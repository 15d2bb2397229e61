/** A JSON text that was read: its value, and where each object and array of it stands. */
export interface JsonText {
  readonly value: unknown;
  readonly spans: WeakMap<object, readonly [start: number, end: number]>;
  /** Offset behind the value. */
  readonly end: number;
}

/** What is wrong with a JSON text, and where. */
export class JsonError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const DEEPEST = 500;
const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = { true: true, false: false, null: null };

/**
 * Reads the JSON value at an offset. Unlike `JSON.parse` it tells the offset of an error on every Node, and the
 * stretch of text that each object came from.
 *
 * @throws {JsonError} With the offset of the first character that does not fit.
 *
 * @example
 * readJson('{"a": [1.0]}').value; // { a: [1] }
 */
export function readJson(text: string, offset = 0): JsonText {
  const spans = new WeakMap<object, readonly [number, number]>();
  let at = offset;

  function skip(): void {
    BLANK.lastIndex = at;
    BLANK.test(text);
    at = BLANK.lastIndex;
  }

  function fail(wanted: string): never {
    const found = at >= text.length ? 'the text ends' : `there is ${JSON.stringify(text[at])}`;
    throw new JsonError(`${wanted} is expected, but ${found}`, at);
  }

  function string(): string {
    const start = at;
    at = endOfString(text, at);
    try {
      return JSON.parse(text.slice(start, at));
    } catch {
      throw new JsonError(
        'this text in quotes is not closed, or has a control character or unknown escape',
        start,
      );
    }
  }

  function value(depth: number): unknown {
    skip();
    const start = at;
    const first = text[at];
    if (first === '{' || first === '[') {
      if (depth > DEEPEST) throw new JsonError(`more than ${DEEPEST} levels are nested`, at);
      const result = first === '{' ? object(depth) : array(depth);
      spans.set(result, [start, at]);
      return result;
    }
    if (first === '"') return string();
    NUMBER.lastIndex = at;
    if (NUMBER.test(text)) {
      at = NUMBER.lastIndex;
      return Number(text.slice(start, at));
    }
    for (const [word, meaning] of Object.entries(WORDS)) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    }
    return fail('a value');
  }

  function object(depth: number): object {
    const result = {};
    at++;
    skip();
    while (text[at] !== '}') {
      if (text[at] !== '"') fail('a name in double quotes');
      const name = string();
      skip();
      if (text[at] !== ':') fail('":"');
      at++;
      // Not `result[name] =`: the name may be `__proto__`.
      Object.defineProperty(result, name, {
        value: value(depth + 1),
        enumerable: true,
        writable: true,
        configurable: true,
      });
      separator('}');
    }
    at++;
    return result;
  }

  function array(depth: number): unknown[] {
    const result: unknown[] = [];
    at++;
    skip();
    while (text[at] !== ']') {
      result.push(value(depth + 1));
      separator(']');
    }
    at++;
    return result;
  }

  function separator(close: string): void {
    skip();
    if (text[at] === close) return;
    if (text[at] !== ',') fail(`"," or "${close}"`);
    at++;
    skip();
    if (text[at] === close) fail('another value after ","');
  }

  return { value: value(0), spans, end: at };
}

/** Offset behind the closing quote. */
function endOfString(text: string, start: number): number {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}
