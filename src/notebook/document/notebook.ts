/** A notebook as written in a file, nbformat 4.5; what we do not know is kept as it came. */
export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly Cell[];
}

/** A cell. Ids are unique in a notebook. */
export type Cell = CodeCell | MarkdownCell | RawCell;

/** A cell of code, with the outputs of its last run. */
export interface CodeCell {
  readonly cell_type: 'code';
  readonly id: string;
  readonly source: string;
  readonly metadata: CellMetadata;
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
}

export interface MarkdownCell {
  readonly cell_type: 'markdown';
  readonly id: string;
  readonly source: string;
  readonly metadata: CellMetadata;
  readonly attachments?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface RawCell {
  readonly cell_type: 'raw';
  readonly id: string;
  readonly source: string;
  readonly metadata: CellMetadata;
}

/** What is said about a cell; keys that we do not know are kept. */
export interface CellMetadata {
  /** `parameters` marks the cell that `-p` sets; with `hide-code`, pages leave the code out unless the run failed there. */
  readonly tags?: readonly string[];
  readonly [key: string]: unknown;
}

/** Something that a cell printed, displayed, gave or failed with. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

export interface StreamOutput {
  readonly output_type: 'stream';
  readonly name: 'stdout' | 'stderr';
  readonly text: string;
}

export interface DisplayOutput {
  readonly output_type: 'display_data';
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface ResultOutput {
  readonly output_type: 'execute_result';
  readonly execution_count: number | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface ErrorOutput {
  readonly output_type: 'error';
  /** Class of the error, for example `InputError`, `TypeScriptError`, `ReferenceError`. */
  readonly ename: string;
  /** The message. */
  readonly evalue: string;
  /** Lines as shown; may hold ANSI colours. */
  readonly traceback: readonly string[];
}
