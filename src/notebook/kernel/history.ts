/** A cell in the history: session, number, source, or source and result as text. */
export type HistoryEntry = readonly [
  session: number,
  line: number,
  input: string | readonly [string, string | null],
];

/** The one session that is remembered. */
const SESSION = 1;

/** The cells of this session, for the arrow keys of a console. */
export class History {
  readonly #cells: { readonly line: number; readonly source: string; result: string | null }[] = [];

  add(line: number, source: string): void {
    this.#cells.push({ line, source, result: null });
  }

  /** Result of a cell, as plain text. */
  setResult(line: number, text: string): void {
    const cell = this.#cells.findLast((candidate) => candidate.line === line);
    if (cell !== undefined) cell.result = text;
  }

  /** Answers the content of a `history_request`; odd values count as absent. */
  find(request: Readonly<Record<string, unknown>>): HistoryEntry[] {
    const withResult = request.output === true;
    const entries = this.#select(request);
    return entries.map(({ line, source, result }) => [
      SESSION,
      line,
      withResult ? ([source, result] as const) : source,
    ]);
  }

  #select(request: Readonly<Record<string, unknown>>) {
    const number = (name: string) => (typeof request[name] === 'number' ? request[name] : undefined);
    const n = Math.max(0, number('n') ?? (request.hist_access_type === 'tail' ? 10 : this.#cells.length));
    switch (request.hist_access_type) {
      case 'range': {
        const session = number('session') ?? 0;
        if (session !== 0 && session !== SESSION) return [];
        const [start, stop] = [number('start') ?? 1, number('stop') ?? Number.POSITIVE_INFINITY];
        return this.#cells.filter(({ line }) => line >= start && line < stop);
      }
      case 'search': {
        const pattern = globExpression(typeof request.pattern === 'string' ? request.pattern : '*');
        const found = this.#cells.filter(({ source }) => pattern.test(source));
        const last = new Map(found.map((cell) => [cell.source, cell]));
        return lastOf(
          request.unique === true ? found.filter((cell) => last.get(cell.source) === cell) : found,
          n,
        );
      }
      case 'tail':
        return lastOf(this.#cells, n);
      default:
        return [];
    }
  }
}

function lastOf<Item>(items: readonly Item[], n: number): readonly Item[] {
  return n === 0 ? [] : items.slice(-n);
}

/** `*` is any text, `?` any character, everything else itself. */
function globExpression(pattern: string): RegExp {
  const source = pattern
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`, 'u');
}
