/**
 * The loops of `assembly/`, as WebAssembly exports them: arguments are numbers, addresses in bytes into the memory the
 * module was instantiated with. Every loop ends with `(…, from, to, thread)`: the units it works on, and the thread that
 * does so, 0 for the caller's own.
 */
export type Loop = (...values: number[]) => number | undefined;

/** All loops by name. */
export type Loops = Readonly<Record<string, Loop>>;
