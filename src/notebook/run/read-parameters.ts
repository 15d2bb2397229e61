/** A variable of the parameters cell that can be set from outside. */
export interface Parameter {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
  /** Where its value stands in the source of the cell: first offset and the one behind the last. */
  readonly start: number;
  readonly end: number;
}

/** What a parameters cell declares. */
export interface Parameters {
  readonly parameters: readonly Parameter[];
  /** Names whose value is computed: they cannot be set from outside. */
  readonly computed: readonly string[];
}

const DECLARATION =
  /(?:export\s+)?(?:let|const|var)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?::([^=;\n]*))?/uy;
const BLANK = /(?:\s|;|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const LITERAL =
  /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*`|[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?|true\b|false\b|undefined\b|null\b/y;
const END = /[ \t]*(?:;|\n|\r|$|\/\/|\/\*)/y;

/**
 * The simple declarations of a parameters cell: `let orders = '';`, `const k = 4;`, `let flag: boolean = true;`,
 * `let day: string | undefined;`. The type of a parameter is that of its value, or the one written beside it.
 * Anything else in the cell is left alone.
 */
export function readParameters(source: string): Parameters {
  const parameters: Parameter[] = [];
  const computed: string[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < source.length) {
    if (take(BLANK) !== null) continue;
    const declaration = take(DECLARATION);
    if (declaration === null) {
      at = nextLine(source, at);
      continue;
    }
    const parameter = readValue(source, at, declaration[1], declaration[2]);
    if (parameter === undefined) computed.push(declaration[1]);
    else parameters.push(parameter);
    at = parameter?.end ?? nextLine(source, at);
  }
  return { parameters, computed };
}

function readValue(source: string, at: number, name: string, annotation = ''): Parameter | undefined {
  const written = (['string', 'number', 'boolean'] as const).filter((type) =>
    new RegExp(`\\b${type}\\b`).test(annotation),
  );
  const equals = /\s*=(?![=>])\s*/y;
  equals.lastIndex = at;
  if (!equals.test(source)) {
    const type = written.length === 1 && endsAt(source, at) ? written[0] : undefined;
    const end = at - (/\s*$/.exec(source.slice(0, at))?.[0].length ?? 0);
    return type === undefined ? undefined : { name, type, start: end, end };
  }
  LITERAL.lastIndex = equals.lastIndex;
  const literal = LITERAL.exec(source)?.[0];
  const end = LITERAL.lastIndex;
  if (literal === undefined || !endsAt(source, end)) return undefined;
  const type = typeOf(literal) ?? (written.length === 1 ? written[0] : undefined);
  return type === undefined ? undefined : { name, type, start: equals.lastIndex, end };
}

function endsAt(source: string, at: number): boolean {
  END.lastIndex = at;
  return END.test(source);
}

function typeOf(literal: string): Parameter['type'] | undefined {
  if (/^['"`]/.test(literal)) return 'string';
  if (literal === 'true' || literal === 'false') return 'boolean';
  return literal === 'undefined' || literal === 'null' ? undefined : 'number';
}

function nextLine(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end + 1;
}
