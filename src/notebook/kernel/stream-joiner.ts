/** Text of one stream of one cell, joined from many small writes. */
export interface JoinedText {
  readonly request: number;
  readonly name: 'stdout' | 'stderr';
  readonly text: string;
}

/** Longer than anybody waits to see the first line, short enough to feel live. */
const WAIT_MS = 15;
/** Characters after which text goes out at once. */
const FULL = 1 << 20;

/**
 * Joins the small writes of a cell into few messages: 100,000 lines would else be 100,000 messages. Text of
 * another stream or cell pushes out what waits, so order is kept; whoever publishes something else calls `flush`.
 */
export class StreamJoiner {
  readonly #emit: (joined: JoinedText) => void;
  #request = 0;
  #name: 'stdout' | 'stderr' = 'stdout';
  #parts: string[] = [];
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(emit: (joined: JoinedText) => void) {
    this.#emit = emit;
  }

  add(request: number, name: 'stdout' | 'stderr', text: string): void {
    if (text === '') return;
    if (request !== this.#request || name !== this.#name) this.flush();
    this.#request = request;
    this.#name = name;
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length >= FULL) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }

  /** Sends out what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#length === 0) return;
    const text = this.#parts.join('');
    this.#parts = [];
    this.#length = 0;
    this.#emit({ request: this.#request, name: this.#name, text });
  }
}
