import type { Channel } from './connection.js';
import { errorContent } from './error-content.js';
import { type Outgoing, PROTOCOL_VERSION, type Received } from './message.js';
import { StreamJoiner } from './stream-joiner.js';
import type { ToSession, ToSockets } from './threads.js';

/** What the front desk needs of its surroundings. */
export interface FrontDeskDoors {
  /** Puts a message on its way; messages of one channel keep their order. */
  send(channel: Exclude<Channel, 'hb'>, message: Outgoing): void;
  toSession(message: ToSession): void;
  /** Makes the running cell stop, whether its thread listens or not. */
  interrupt(): void;
  /** Hands over what was typed into an input box; `undefined` when none can be shown. */
  answerInput(value: string | undefined): void;
  /** Closes the input box, because the cell that shows it is to stop. */
  stopInput(): void;
  /** Time as ISO text, for headers. */
  now(): string;
  /** One line for whoever reads the server's log. */
  log(line: string): void;
}

export interface FrontDeskOptions {
  /** Identifies this run of the kernel in headers. */
  readonly session: string;
  /** Content of `kernel_info_reply`. */
  readonly kernelInfo: Readonly<Record<string, unknown>>;
  /** Content of `connect_reply`. */
  readonly ports: Readonly<Record<string, number>>;
}

/** Requests whose late outputs still find their cell. */
const REMEMBERED = 10_000;

/** Shell requests that the session answers. */
const FOR_SESSION: ReadonlySet<string> = new Set([
  'execute_request',
  'complete_request',
  'inspect_request',
  'is_complete_request',
  'history_request',
  'comm_info_request',
  'comm_open',
  'comm_msg',
  'comm_close',
]);

type RequestChannel = 'shell' | 'control';

interface Waiting {
  readonly channel: RequestChannel;
  readonly message: Received;
}

/**
 * Receives what clients ask, in order, and answers it or has the session answer it: one shell request at a time,
 * control requests at once. Publishes `busy` before and `idle` after each, outputs in between. Knows no sockets and
 * no session.
 */
export class FrontDesk {
  readonly #doors: FrontDeskDoors;
  readonly #options: FrontDeskOptions;
  readonly #parents = new Map<number, string>();
  #queue: Waiting[] = [];
  readonly #streams = new StreamJoiner(({ request, name, text }) =>
    this.#publish(this.#parentOf(request), 'stream', JSON.stringify({ name, text })),
  );
  #running: Waiting | undefined;
  #asking = false;
  /** A request that was stopped asks for nothing any more. */
  #stoppedRequest = 0;
  #requestCount = 0;
  #messageCount = 0;
  #ended = false;

  constructor(doors: FrontDeskDoors, options: FrontDeskOptions) {
    this.#doors = doors;
    this.#options = options;
  }

  /** First message of all. */
  open(): void {
    this.#status('starting', '{}');
  }

  /** A client subscribed to outputs. */
  welcome(topic: string): void {
    const message = this.#message('iopub_welcome', '{}', JSON.stringify({ subscription: topic }));
    const identities = topic === '' ? [] : [Buffer.from(topic)];
    this.#doors.send('iopub', { ...message, identities });
  }

  /** A message came from a client. */
  receive(channel: RequestChannel | 'stdin', message: Received): void {
    if (channel === 'stdin') this.#input(message);
    else if (message.header.msg_type === 'shutdown_request') this.#shutdown(channel, message);
    else if (channel === 'control') this.#answer({ channel, message });
    else if (!this.#ended) {
      this.#queue.push({ channel, message });
      this.#next();
    }
  }

  /** The session said something. */
  hear(said: ToSockets): void {
    if (said.kind === 'stream') {
      this.#streams.add(said.request, said.name, said.text);
      return;
    }
    this.#streams.flush();
    if (said.kind === 'publish') {
      const { request, msgType, contentText, metadataText, buffers } = said;
      this.#publish(this.#parentOf(request), msgType, contentText, metadataText, buffers);
    } else if (said.kind === 'input') this.#ask(said.request, said.prompt, said.password);
    else if (said.kind === 'done') this.#done(said);
  }

  /** Stop: ends the cell, also where it waits for its input box. */
  interrupt(): void {
    this.#doors.interrupt();
    if (this.#running === undefined) return;
    this.#stoppedRequest = this.#requestCount;
    if (this.#asking) this.#doors.stopInput();
    this.#asking = false;
  }

  /** The end, whoever asked for it: the session closes; what waits in the queue is not started. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#queue = [];
    if (this.#running !== undefined) this.interrupt();
    this.#doors.toSession({ kind: 'close' });
  }

  #next(): void {
    while (this.#running === undefined) {
      const waiting = this.#queue.shift();
      if (waiting === undefined) return;
      this.#answer(waiting);
    }
  }

  #answer(waiting: Waiting): void {
    const { headerText, header } = waiting.message;
    this.#streams.flush();
    this.#status('busy', headerText);
    if (waiting.channel === 'shell' && FOR_SESSION.has(header.msg_type)) {
      this.#running = waiting;
      const request = this.#remember(headerText);
      const { contentText, buffers } = waiting.message;
      const page = pageOf(waiting.message);
      this.#doors.toSession({
        kind: 'request',
        request,
        msgType: header.msg_type,
        contentText,
        buffers,
        page,
      });
      return;
    }
    const content = this.#ownAnswer(header.msg_type, waiting.message.contentText);
    if (content !== undefined) this.#reply(waiting, JSON.stringify(content));
    this.#status('idle', headerText);
  }

  #ownAnswer(msgType: string, contentText: string): Record<string, unknown> | undefined {
    switch (msgType) {
      case 'kernel_info_request':
        return this.#options.kernelInfo;
      case 'connect_request':
        return { status: 'ok', ...this.#options.ports };
      case 'interrupt_request':
        this.interrupt();
        return { status: 'ok' };
      case 'debug_request':
        return debugRefused(contentText);
      default:
        this.#doors.log(`no answer to messages of the type ${JSON.stringify(msgType.slice(0, 80))}`);
        return msgType.endsWith('_request')
          ? errorContent('UnknownMessage', `clientele does not know ${msgType.slice(0, 80)}.`)
          : undefined;
    }
  }

  #done(said: Extract<ToSockets, { kind: 'done' }>): void {
    if (said.request !== this.#requestCount) return;
    if (said.abortQueue !== true) this.#finish(said.contentText, () => false);
    else {
      // Cells that were sent together with the failing one may still be on their way in. Once the reply is out,
      // whatever comes was sent by somebody who can know of the failure.
      const isCell = ({ message }: Waiting) => message.header.msg_type === 'execute_request';
      setTimeout(() => this.#finish(said.contentText, isCell), 1);
    }
  }

  #finish(contentText: string | undefined, isAborted: (queued: Waiting) => boolean): void {
    const waiting = this.#running;
    if (waiting === undefined) return;
    if (contentText !== undefined) this.#reply(waiting, contentText);
    this.#status('idle', waiting.message.headerText);
    this.#running = undefined;
    this.#asking = false;
    for (const queued of this.#queue.filter(isAborted)) this.#abort(queued);
    this.#queue = this.#queue.filter((queued) => !isAborted(queued));
    this.#next();
  }

  #abort(waiting: Waiting): void {
    this.#status('busy', waiting.message.headerText);
    this.#reply(waiting, '{"status":"aborted"}');
    this.#status('idle', waiting.message.headerText);
  }

  #shutdown(channel: RequestChannel, message: Received): void {
    const restart = parsed(message.contentText)?.restart === true;
    const contentText = JSON.stringify({ status: 'ok', restart });
    this.#streams.flush();
    this.#status('busy', message.headerText);
    this.#reply({ channel, message }, contentText);
    this.#publish(message.headerText, 'shutdown_reply', contentText);
    this.#status('idle', message.headerText);
    this.end();
  }

  #ask(request: number, prompt: string, password: boolean): void {
    if (this.#running === undefined || request !== this.#requestCount) {
      this.#doors.answerInput(undefined);
      return;
    }
    if (request === this.#stoppedRequest) {
      this.#doors.stopInput();
      return;
    }
    this.#asking = true;
    const { identities, headerText } = this.#running.message;
    const message = this.#message('input_request', headerText, JSON.stringify({ prompt, password }));
    this.#doors.send('stdin', { ...message, identities });
  }

  #input(message: Received): void {
    if (message.header.msg_type !== 'input_reply' || !this.#asking) return;
    const value = parsed(message.contentText)?.value;
    this.#asking = false;
    this.#doors.answerInput(typeof value === 'string' ? value : '');
  }

  #reply({ channel, message }: Waiting, contentText: string): void {
    const msgType = message.header.msg_type.replace(/_request$/, '_reply');
    const reply = this.#message(msgType, message.headerText, contentText);
    this.#doors.send(channel, { ...reply, identities: message.identities });
  }

  #status(state: 'starting' | 'busy' | 'idle', parentText: string): void {
    this.#publish(parentText, 'status', JSON.stringify({ execution_state: state }));
  }

  #publish(
    parentText: string,
    msgType: string,
    contentText: string,
    metadataText = '{}',
    buffers: readonly Uint8Array[] = [],
  ): void {
    const message = this.#message(msgType, parentText, contentText);
    this.#doors.send('iopub', { ...message, identities: [Buffer.from(msgType)], metadataText, buffers });
  }

  #message(msgType: string, parentText: string, contentText: string): Outgoing {
    this.#messageCount++;
    const header = {
      msg_id: `${this.#options.session}_${this.#messageCount}`,
      session: this.#options.session,
      username: 'kernel',
      date: this.#doors.now(),
      msg_type: msgType,
      version: PROTOCOL_VERSION,
    };
    return {
      identities: [],
      headerText: JSON.stringify(header),
      parentText,
      metadataText: '{}',
      contentText,
      buffers: [],
    };
  }

  #remember(headerText: string): number {
    this.#requestCount++;
    this.#parents.set(this.#requestCount, headerText);
    this.#parents.delete(this.#requestCount - REMEMBERED);
    return this.#requestCount;
  }

  #parentOf(request: number): string {
    return this.#parents.get(request) ?? '{}';
  }
}

/** The session of a front end that shows a notebook: it says which cell of it it runs, programs that run one do not. */
function pageOf({ headerText, metadataText }: Received): string | undefined {
  if (parsed(metadataText)?.cellId === undefined) return undefined;
  const session = parsed(headerText)?.session;
  return typeof session === 'string' ? session : undefined;
}

/** The debug adapter's own shape, beside the protocol's. */
function debugRefused(contentText: string): Record<string, unknown> {
  const { seq, command } = parsed(contentText) ?? {};
  const message = 'clientele has no debugger.';
  return {
    ...errorContent('NotSupported', message),
    seq: 0,
    type: 'response',
    request_seq: typeof seq === 'number' ? seq : 0,
    success: false,
    command: typeof command === 'string' ? command : '',
    message,
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
