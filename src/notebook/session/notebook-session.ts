import { resolve } from 'node:path';
import { InputError } from '../../core/input-error.js';
import { TASK_KEY } from '../../core/task.js';
import type { MimeBundle } from '../../display/bundle.js';
import type { Completeness, Completions } from '../kernel/kernel-session.js';
import { type CompiledCell, compileCell } from '../language/compile-cell.js';
import type { Diagnostic } from '../language/diagnostic.js';
import type { Inspection } from '../language/inspect-cell.js';
import { createNativeChecker } from '../language/native-checker.js';
import { parseCell } from '../language/parse-cell.js';
import type { Position } from '../language/position.js';
import { readableName, shadowedSpelling } from '../language/rewrite-cell.js';
import { SESSION_NAMES } from '../language/session-names.js';
import type { TypeChecker } from '../language/type-checker.js';
import { stepsOf, stoppableEach } from './async-loops.js';
import { bundleOf } from './bundle-of.js';
import { captureStreams } from './capture-streams.js';
import { outputOf, refusedError, stoppedError, thrownError, warningsText } from './cell-error.js';
import { CellFrames } from './cell-frames.js';
import { type CellHelp, SessionHelp } from './cell-help.js';
import { CellContext, CellRun, StopReason } from './cell-run.js';
import { checkCell } from './check-cell.js';
import type { CommMessage } from './comm-message.js';
import { Comms } from './comms.js';
import { deepenStacks } from './deepen-stacks.js';
import { displayFunctions } from './display-functions.js';
import { Evaluator } from './evaluate.js';
import { evaluateCell } from './evaluate-cell.js';
import { keepLoopsStoppable } from './keep-loops-stoppable.js';
import { largestValues } from './largest-values.js';
import type { IdentifiedOutput, UpdateOutput } from './live-output.js';
import { moduleScope } from './module-scope.js';
import { offer } from './offer.js';
import { OutputSink } from './output-sink.js';
import { promptFunctions } from './prompt-functions.js';
import { refuseExit } from './refuse-exit.js';
import type { CellError, CellInput, CellResult, Session, SessionOptions } from './session.js';
import { shownParts } from './shown-parts.js';
import { catchStrayErrors } from './stray-errors.js';
import { Watchdog } from './watchdog.js';
import type { StopRequest } from './watchdog-protocol.js';

/** How long a stopped cell may take to clean up before it is left to itself. */
const STOP_GRACE_MS = 250;

/** A cell that may run. */
interface PreparedCell {
  readonly compiled: CompiledCell;
  /** What is to be told before. */
  readonly warnings: readonly Diagnostic[];
}

/** Evaluates the cells of one notebook in this process. */
export class NotebookSession implements Session, CellHelp {
  readonly #options: SessionOptions;
  readonly #context = new CellContext();
  readonly #frames: CellFrames;
  readonly #sink: OutputSink;
  readonly #comms: Comms;
  readonly #evaluator: Evaluator;
  readonly #watchdog: Watchdog;
  readonly #globals: ReadonlySet<string>;
  readonly #shadowed = new Set<string>();
  readonly #restores: readonly (() => void)[];
  readonly #checker: TypeChecker | undefined;
  readonly #help: SessionHelp;
  #executionCount = 0;
  #running?: CellRun;
  #latest?: CellRun;
  #timeoutMs?: number;
  #closed = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#frames = new CellFrames(options.name);
    this.#sink = new OutputSink(this.#context, options.onOutput);
    this.#comms = new Comms(this.#context, {
      send: (cell, message) => options.onComm?.((cell ?? this.#latest)?.id ?? '', message),
      failed: (cell, error) => this.#context.run(cell, () => this.#strayError(error)),
    });
    this.#checker = options.check === false ? undefined : createNativeChecker(resolve(options.folder));
    this.#evaluator = new Evaluator(
      (why) => this.#running?.abort(this.#stopReason(why)),
      (order, isReady) => this.#watchdog.answer(order, isReady),
    );
    this.#watchdog = new Watchdog(
      {
        stop: (why) => this.#stop(why),
        terminated: () => this.#running?.rejectPending(),
      },
      options,
    );
    this.#help = new SessionHelp(this.#checker, resolve(options.folder), (name) =>
      this.#shadowed.has(name) ? shadowedSpelling(name) : name,
    );
    this.#globals = new Set([...Object.getOwnPropertyNames(globalThis), ...Object.values(SESSION_NAMES)]);
    this.#restores = [
      offer({
        ...moduleScope(resolve(options.folder), options.name, options.check !== false),
        [SESSION_NAMES.stoppable]: (value: unknown) => {
          const cell = this.#context.current;
          return cell === undefined ? value : cell.stoppable(value);
        },
        [SESSION_NAMES.stoppableEach]: (values: AsyncIterable<unknown>) => {
          const cell = this.#context.current;
          return cell === undefined ? values : stoppableEach(cell, values);
        },
        [SESSION_NAMES.steps]: stepsOf,
        display: displayFunctions((output) => this.#show(output)),
        clearOutput: ({ wait = false }: { wait?: boolean } = {}) => {
          const cell = this.#context.current;
          if (cell !== undefined) this.#sink.output(cell, { output_type: 'clear_output', wait });
        },
        prompt: promptFunctions(
          () => this.#context.current,
          options.input,
          () => this.#stop('interrupt'),
        ),
        comms: this.#comms.forCells,
        [TASK_KEY]: () => this.#context.current?.task,
      }),
      captureStreams(this.#context, (cell, name, text) => this.#stream(cell, name, text)),
      catchStrayErrors((error) => this.#strayError(error)),
      refuseExit(this.#context),
      deepenStacks(),
      keepLoopsStoppable(),
    ];
  }

  execute(input: CellInput): Promise<CellResult> {
    if (this.#closed) return Promise.reject(new InputError('execute: the session is closed.'));
    const result = this.#queue.then(() => this.#execute(input));
    this.#queue = result.catch(() => {}); // the next cell has nothing to do with it
    return result;
  }

  /** Help comes between cells: the watchdog could end a busy cell in the middle of a talk with the checker. */
  async complete(code: string, cursor: number): Promise<Completions> {
    await this.#queue;
    return this.#help.complete(code, cursor);
  }

  async inspect(code: string, cursor: number, detail: 0 | 1): Promise<Inspection | undefined> {
    await this.#queue;
    return this.#help.inspect(code, cursor, detail);
  }

  async isComplete(code: string): Promise<Completeness> {
    return this.#help.isComplete(code);
  }

  settle(): void {
    if (this.#running === undefined) this.#checker?.settle(); // else the watchdog could end it in the middle
  }

  interrupt(): void {
    this.#stop('interrupt');
  }

  comm(message: CommMessage): Promise<void> {
    return this.#comms.receive(message);
  }

  comms(): Readonly<Record<string, string>> {
    return this.#comms.targets();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.interrupt();
    await this.#queue;
    for (const restore of this.#restores) restore();
    this.#evaluator.close();
    this.#help.close();
    this.#checker?.close();
    await this.#watchdog.close();
  }

  async #execute(input: CellInput): Promise<CellResult> {
    const cell = new CellRun(input, ++this.#executionCount, {
      progress: (fraction, label = '') =>
        this.#context.run(undefined, () => this.#options.onProgress?.(input.id, fraction, label)),
      warn: (message) => this.#stream(cell, 'stderr', `${message}\n`),
    });
    this.#latest = cell;
    this.#running = cell;
    this.#timeoutMs = input.timeoutMs;
    const left = cell.whenStopped
      .then(() => new Promise((resolve) => setTimeout(resolve, STOP_GRACE_MS)))
      .then(() => this.#stopped(cell));
    const run = this.#run(cell, input).catch((error) => this.#thrown(error, cell));
    const own = await Promise.race([run, left]);
    this.#watchdog.rest();
    this.#running = undefined;
    if (own !== undefined) this.#sink.output(cell, outputOf(own));
    const error = own ?? cell.strayError;
    cell.muted = cell.stopped;
    const status = error === undefined ? 'ok' : error.kind === 'interrupted' ? 'interrupted' : 'error';
    return { status, executionCount: cell.executionCount, ...(error === undefined ? {} : { error }) };
  }

  async #run(cell: CellRun, input: CellInput): Promise<CellError | undefined> {
    const { source, number, timeoutMs } = input;
    const refused = (diagnostics: readonly Diagnostic[]) =>
      refusedError(diagnostics, source, { notebook: this.#options.name, cell: number });
    const prepared = this.#prepare(source, this.#frames.url(number, cell.executionCount));
    if ('refusal' in prepared) return refused(prepared.refusal);
    const { compiled, warnings } = prepared;
    this.#checker?.commit();
    const place = { notebook: this.#options.name, cell: number };
    this.#stream(cell, 'stderr', warningsText(warnings, place));
    for (const name of compiled.shadowed) this.#shadowed.add(name);
    for (const script of [...compiled.before, compiled.body]) this.#frames.add(script, cell, source);

    // Not before: the watchdog must not end a check in the middle of its talk with the server.
    this.#watchdog.watch({ execution: cell.executionCount, timeoutMs });
    const { evaluation, at, script } = await evaluateCell(this.#evaluator, this.#context, cell, compiled);
    if (evaluation.status === 'value') {
      return compiled.hasValue ? this.#result(cell, evaluation.value) : undefined;
    }
    if (cell.stopped || evaluation.status === 'terminated') return this.#stopped(cell);
    const { error, refusedAt } = evaluation;
    if (refusedAt === undefined) return this.#thrown(error, cell, at && { source, position: at });
    const { message } = error as SyntaxError;
    return refused([{ kind: 'syntax', message, length: 1, ...script.sourcePosition(refusedAt) }]);
  }

  /** Parses, checks and compiles a cell; tells why where it must not run. */
  #prepare(source: string, url: string): PreparedCell | { readonly refusal: readonly Diagnostic[] } {
    try {
      const { file, errors } = parseCell(source);
      if (errors.length > 0) return { refusal: errors };
      const checked = this.#checker && checkCell(this.#checker, file, this.#options.check === 'warn');
      if (checked !== undefined && checked.errors.length > 0) return { refusal: checked.errors };
      const compiled = compileCell(file, url, this.#globals, this.#shadowed);
      if (compiled.refusal !== undefined) return { refusal: [compiled.refusal] };
      return { compiled, warnings: checked?.warnings ?? [] };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const message =
        'An expression here has too many parts inside one another; split it, or read it as data.';
      return { refusal: [{ kind: 'syntax', message, length: 1, line: 1, column: 1 }] };
    }
  }

  /** Shows the value of a cell; a promise is waited for, so that its failure is the cell's. */
  async #result(cell: CellRun, value: unknown): Promise<CellError | undefined> {
    try {
      const settled = await this.#context.run(cell, () => cell.stoppable(value));
      if (settled === undefined) return undefined;
      const parts = shownParts(settled);
      for (const part of parts.slice(0, -1)) {
        const data = await this.#context.run(cell, () => bundleOf(part));
        this.#context.run(cell, () => this.#show({ output_type: 'display_data', data, metadata: {} }));
      }
      const data = await this.#context.run(cell, () => bundleOf(parts[parts.length - 1]));
      this.#sink.output(cell, {
        output_type: 'execute_result',
        execution_count: cell.executionCount,
        data: this.#translated(data),
        metadata: {},
      });
      return undefined;
    } catch (error) {
      return cell.stopped ? this.#stopped(cell) : this.#thrown(error, cell);
    }
  }

  #show(output: IdentifiedOutput | UpdateOutput): void {
    const cell = this.#context.current;
    if (cell !== undefined) this.#sink.output(cell, { ...output, data: this.#translated(output.data) });
  }

  /** An error that no code caught is shown at once, with the cell that started it; that cell has failed. */
  #strayError(error: unknown): boolean {
    const cell = this.#context.current ?? this.#frames.ofError(error) ?? this.#running ?? this.#latest;
    if (cell === undefined) return false;
    if (cell.stopped) return true; // a stopped cell leaves things that fail
    const shown = this.#thrown(error, cell);
    this.#sink.output(cell, outputOf(shown)); // at once: the cell may wait for what comes no more
    if (cell === this.#running) cell.strayError ??= shown;
    return true;
  }

  #stop(why: StopRequest['why']): void {
    this.#running?.abort(this.#stopReason(why));
    this.#running?.rejectPending();
  }

  #stopReason(why: StopRequest['why']): StopReason {
    return new StopReason(this.#whyStopped(why), why);
  }

  #whyStopped(why: StopRequest['why']): string {
    if (why === 'interrupt') return 'stopped';
    if (why === 'memory') {
      return 'stopped, because the memory for JavaScript values was nearly used up; what it made is still there: set to undefined what is not needed, or work on less at a time';
    }
    const limit = this.#timeoutMs === undefined ? '' : ` ${this.#timeoutMs / 1000} s`;
    return `stopped, because it took longer than${limit}`;
  }

  #stopped(cell: CellRun): CellError {
    const largest = cell.filledMemory ? largestValues(readableName) : undefined;
    return stoppedError(cell, this.#options.name, largest);
  }

  #thrown(error: unknown, cell: CellRun, fallback?: { source: string; position: Position }): CellError {
    const { name, folder } = this.#options;
    return thrownError(error, cell, name, resolve(folder), this.#frames, fallback);
  }

  #stream(cell: CellRun, name: 'stdout' | 'stderr', text: string): void {
    this.#sink.stream(cell, name, this.#frames.translate(text));
  }

  #translated(data: Readonly<Record<string, unknown>>): MimeBundle {
    const plain = data['text/plain'];
    return typeof plain === 'string' ? { ...data, 'text/plain': this.#frames.translate(plain) } : data;
  }
}
