import { InputError } from '../../core/input-error.js';
import type { CommMessage } from '../session/comm-message.js';
import type { LiveOutput } from '../session/live-output.js';
import type { CellError, CellResult } from '../session/session.js';
import { colorTraceback } from './color-traceback.js';
import { errorContent } from './error-content.js';
import { History } from './history.js';
import type { KernelSession, KernelSessionOptions } from './kernel-session.js';
import { LiveCharts } from './live-charts.js';
import { outputMessage } from './output-message.js';
import { ProgressDisplay } from './progress-display.js';
import {
  type Content,
  commInfoReply,
  completeReply,
  inspectReply,
  isCompleteReply,
  textOf,
} from './session-answers.js';
import { type Shown, ShownOutputs } from './shown-outputs.js';
import type { ToSession, ToSockets } from './threads.js';

/** What the session desk needs of its surroundings. */
export interface SessionDeskDoors {
  /** Sends to the thread with the sockets; may block while that one has too much to do. */
  say(message: ToSockets): void;
  /** Blocks until the user answered the input box that `open` shows; `undefined` when Stop closed it. */
  ask(open: () => void): string | undefined;
  createSession(
    options: Required<Pick<KernelSessionOptions, 'onOutput' | 'onProgress' | 'input' | 'onComm'>>,
  ): Promise<KernelSession>;
  /** A cell begins; without a number, none runs any more. */
  running(cell?: number): void;
  /** What the first cell shows on its error stream before all else. */
  readonly news?: string;
}

/** A cell that runs or ran; late outputs still belong to it. */
interface Cell {
  readonly request: number;
  readonly executionCount: number;
  /** Nothing of it is shown. */
  readonly silent: boolean;
  readonly allowInput: boolean;
  /** The page of a notebook that shows it. */
  readonly page: string | undefined;
  /** While it runs. */
  shown?: ShownOutputs;
}

/** Cells whose late outputs are still shown. */
const REMEMBERED = 10_000;

/** Answers requests with a session, one at a time, and sends on what its cells put out. */
export class SessionDesk {
  readonly #doors: SessionDeskDoors;
  readonly #session: Promise<KernelSession>;
  #opened: KernelSession | undefined;
  readonly #history = new History();
  readonly #cells = new Map<string, Cell>();
  /** Outputs of expressions that are run for their value alone, by cell id. */
  readonly #collected = new Map<string, LiveOutput[]>();
  readonly #progress = new ProgressDisplay((cellId, output) => this.#output(cellId, output));
  readonly #charts = new LiveCharts();
  #executionCount = 0;
  #news: string | undefined;

  constructor(doors: SessionDeskDoors) {
    this.#doors = doors;
    this.#news = doors.news;
    this.#session = doors.createSession({
      onOutput: (cellId, output) => this.#output(cellId, output),
      onProgress: (cellId, fraction, label) => this.#progress.report(cellId, fraction, label),
      input: (cellId, prompt, password) => this.#ask(cellId, prompt, password),
      onComm: (cellId, message) => this.#comm(cellId, message),
    });
    this.#session.then(
      (session) => {
        this.#opened = session;
      },
      () => {}, // told to whoever asks first
    );
  }

  /** Answers a request; never rejects. */
  async answer(asked: Extract<ToSession, { kind: 'request' }>): Promise<void> {
    const { request, msgType } = asked;
    try {
      const content = parseContent(asked.contentText);
      const session = await this.#session;
      if (msgType === 'execute_request') {
        await this.#execute(session, asked, content);
        session.settle?.();
      } else {
        const reply = await this.#answerOther(session, asked, content);
        this.#done(request, reply);
      }
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      this.#done(request, msgType.endsWith('_request') ? errorContent(name, message) : undefined);
    }
  }

  /** Closes the session if there is one already; nobody waits for one that still loads. */
  async close(): Promise<void> {
    await this.#opened?.close();
  }

  async #answerOther(
    session: KernelSession,
    { request, msgType, buffers }: Extract<ToSession, { kind: 'request' }>,
    content: Content,
  ): Promise<Content | undefined> {
    switch (msgType) {
      case 'complete_request':
        return completeReply(session, content);
      case 'inspect_request':
        return inspectReply(session, content);
      case 'is_complete_request':
        return isCompleteReply(session, content);
      case 'history_request':
        return { status: 'ok', history: this.#history.find(content) };
      case 'comm_info_request':
        return commInfoReply(session, content);
      default:
        await this.#commFromClient(session, request, msgType as CommMessage['kind'], content, buffers);
        return undefined;
    }
  }

  async #execute(
    session: KernelSession,
    { request, page }: Extract<ToSession, { kind: 'request' }>,
    content: Content,
  ): Promise<void> {
    const source = textOf(content.code);
    const silent = content.silent === true;
    const isStored = !silent && content.store_history !== false && source.trim() !== '';
    if (isStored) this.#executionCount++;
    const executionCount = this.#executionCount;
    const allowInput = content.allow_stdin === true;
    const cell = { request, executionCount, silent, allowInput, page, shown: new ShownOutputs() };
    if (!silent) this.#publish(request, 'execute_input', { code: source, execution_count: executionCount });
    if (isStored) this.#history.add(executionCount, source);
    if (this.#news !== undefined && !silent) {
      this.#doors.say({ kind: 'stream', request, name: 'stderr', text: this.#news });
      this.#news = undefined;
    }

    const result = await this.#run(session, String(request), cell, source);
    if (result.status !== 'ok') {
      const { ename, evalue, traceback } = errorOf(result);
      this.#done(
        request,
        { status: 'error', execution_count: executionCount, ename, evalue, traceback },
        !silent && content.stop_on_error !== false,
      );
      return;
    }
    this.#done(request, {
      status: 'ok',
      execution_count: executionCount,
      payload: [],
      user_expressions: await this.#evaluate(session, cell, content.user_expressions),
    });
  }

  async #run(session: KernelSession, id: string, cell: Cell, source: string): Promise<CellResult> {
    this.#cells.set(id, cell);
    this.#cells.delete(String(cell.request - REMEMBERED));
    if (source.trim() === '') return { status: 'ok', executionCount: cell.executionCount };
    try {
      this.#doors.running(cell.executionCount);
      return await session.execute({ id, number: cell.executionCount, source });
    } finally {
      this.#doors.running();
      this.#progress.end(id);
      cell.shown = undefined;
    }
  }

  /** The values that a client asks for after a cell, each with its own outcome. */
  async #evaluate(session: KernelSession, cell: Cell, expressions: unknown): Promise<Content> {
    if (typeof expressions !== 'object' || expressions === null) return {};
    const values: [string, Content][] = [];
    for (const [name, source] of Object.entries(expressions)) {
      const id = `${cell.request}/${name}`;
      const outputs: LiveOutput[] = [];
      this.#collected.set(id, outputs);
      const result = await this.#run(session, id, { ...cell, silent: true }, textOf(source));
      this.#collected.delete(id);
      const value = outputs.findLast((output) => output.output_type === 'execute_result');
      if (result.status === 'ok') {
        values.push([name, { status: 'ok', data: value?.data ?? {}, metadata: value?.metadata ?? {} }]);
      } else {
        const { ename, evalue, traceback } = errorOf(result);
        values.push([name, { status: 'error', ename, evalue, traceback }]);
      }
    }
    return Object.fromEntries(values);
  }

  #output(cellId: string, output: LiveOutput): void {
    this.#collected.get(cellId)?.push(output);
    const cell = this.#cells.get(cellId);
    if (cell === undefined || cell.silent) return;
    const { request, executionCount } = cell;
    if (output.output_type === 'stream') {
      this.#show(cell, { kind: 'stream', request, name: output.name, text: output.text });
      return;
    }
    if ('data' in output) this.#bringLibrary(cell, output.data);
    const { msgType, content } = outputMessage(output, executionCount);
    this.#show(cell, { kind: 'publish', request, msgType, contentText: JSON.stringify(content) });
    const text = output.output_type === 'execute_result' ? output.data['text/plain'] : undefined;
    if (typeof text === 'string') this.#history.setResult(executionCount, text);
  }

  #ask(cellId: string, prompt: string, password: boolean): string | undefined {
    const cell = this.#cells.get(cellId);
    if (cell === undefined || !cell.allowInput) {
      throw new InputError(
        'prompt: this client takes no input. Set the value in the cell, or run it where there is an input box.',
      );
    }
    const { request, shown } = cell;
    const answer = this.#doors.ask(() => this.#doors.say({ kind: 'input', request, prompt, password }));
    if (answer === undefined) this.#closeInputBox(cell);
    else {
      // What JupyterLab writes in place of an answered box.
      const text = `${prompt} ${password ? '········' : answer}\n`;
      const contentText = JSON.stringify({ name: 'stdin', text });
      shown?.add({ kind: 'publish', request, msgType: 'stream', contentText });
    }
    return answer;
  }

  /**
   * JupyterLab leaves an unanswered box below its cell, whatever the kernel says about the cell, until its outputs
   * are cleared. So they are, and shown again.
   */
  #closeInputBox({ request, shown }: Cell): void {
    const again = shown?.all();
    if (again === undefined) return;
    this.#publish(request, 'clear_output', { wait: true });
    for (const message of again) this.#doors.say(message);
  }

  /**
   * Brings a page the library that its first chart needs: an output that is cleared at once, so that it is never
   * saved; what stood below the cell is shown again.
   */
  #bringLibrary({ request, page, shown }: Cell, data: Readonly<Record<string, unknown>>): void {
    const again = shown?.all();
    const library =
      page === undefined || again === undefined ? undefined : this.#charts.libraryFor(page, data);
    if (library === undefined) return;
    this.#publish(request, 'display_data', { data: { 'text/html': library }, metadata: {}, transient: {} });
    this.#publish(request, 'clear_output', { wait: false });
    for (const message of again ?? []) this.#doors.say(message);
  }

  #comm(cellId: string, message: CommMessage): void {
    const { kind, commId, targetName, data, metadata, buffers } = message;
    const content = { comm_id: commId, data, ...(kind === 'comm_open' ? { target_name: targetName } : {}) };
    this.#doors.say({
      kind: 'publish',
      request: this.#cells.get(cellId)?.request ?? 0,
      msgType: kind,
      contentText: JSON.stringify(content),
      metadataText: JSON.stringify(metadata),
      buffers,
    });
  }

  async #commFromClient(
    session: KernelSession,
    request: number,
    kind: CommMessage['kind'],
    content: Content,
    buffers: readonly Uint8Array[],
  ): Promise<void> {
    const commId = textOf(content.comm_id);
    if (session.comm === undefined) {
      // Nobody takes it; the protocol answers an opening with closing.
      if (kind === 'comm_open') this.#publish(request, 'comm_close', { comm_id: commId, data: {} });
      return;
    }
    await session.comm({
      kind,
      commId,
      targetName: textOf(content.target_name),
      data: (content.data ?? {}) as Content,
      metadata: {},
      buffers,
    });
  }

  #show(cell: Cell, message: Shown): void {
    cell.shown?.add(message);
    this.#doors.say(message);
  }

  #publish(request: number, msgType: string, content: Content): void {
    this.#doors.say({ kind: 'publish', request, msgType, contentText: JSON.stringify(content) });
  }

  #done(request: number, content: Content | undefined, abortQueue = false): void {
    const contentText = content === undefined ? undefined : JSON.stringify(content);
    this.#doors.say({ kind: 'done', request, contentText, abortQueue });
  }
}

function parseContent(text: string): Content {
  const content: unknown = JSON.parse(text);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new InputError('The content of a message must be a JSON object.');
  }
  return content as Content;
}

function errorOf(result: CellResult): Pick<CellError, 'ename' | 'evalue' | 'traceback'> {
  const stopped = 'The cell was stopped.';
  const { ename, evalue, traceback } = result.error ?? {
    ename: 'Interrupted',
    evalue: stopped,
    traceback: [stopped],
  };
  return { ename, evalue, traceback: colorTraceback(ename, traceback) };
}
