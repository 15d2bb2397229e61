import { randomUUID } from 'node:crypto';
import { InputError } from '../../core/input-error.js';
import type { CellContext, CellRun } from './cell-run.js';
import type { CommMessage } from './comm-message.js';

type Data = Readonly<Record<string, unknown>>;

/** Runs for each message of the other end. */
export type CommHandler = (data: Data, buffers: readonly Uint8Array[]) => unknown;

/** One end of a channel between a cell and a front end. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** Called for each message of the other end, in order, between cells. */
  onMessage?: CommHandler;
  /** Called when the other end closed it. */
  onClose?: CommHandler;
  send(data: Data, buffers?: readonly Uint8Array[]): void;
  close(data?: Data): void;
}

/** What cells see as `comms`. */
export interface CellComms {
  /** Opens a channel to what the front end knows by this name. */
  open(target: string, data?: Data, buffers?: readonly Uint8Array[]): Comm;
  /** Says what happens when a front end opens a channel to this name. */
  accept(target: string, onOpen: (comm: Comm, data: Data, buffers: readonly Uint8Array[]) => unknown): void;
}

export interface CommsDoors {
  send(cell: CellRun | undefined, message: CommMessage): void;
  /** A handler threw. */
  failed(cell: CellRun | undefined, error: unknown): void;
}

interface Open {
  readonly comm: Comm;
  /** What a handler shows belongs to the cell that opened or accepted. */
  readonly cell: CellRun | undefined;
}

/** The open comms of a session. Where no front end listens, messages go nowhere and none comes. */
export class Comms {
  readonly #context: CellContext;
  readonly #doors: CommsDoors;
  readonly #open = new Map<string, Open>();
  readonly #accepted = new Map<
    string,
    { cell: CellRun | undefined; onOpen: Parameters<CellComms['accept']>[1] }
  >();

  constructor(context: CellContext, doors: CommsDoors) {
    this.#context = context;
    this.#doors = doors;
  }

  /** Target by id. */
  targets(): Record<string, string> {
    return Object.fromEntries([...this.#open].map(([id, { comm }]) => [id, comm.target]));
  }

  /** For cells. */
  readonly forCells: CellComms = {
    open: (target, data = {}, buffers = []) => {
      if (typeof target !== 'string' || target === '') {
        throw new InputError("comms.open needs the name of a target, for example 'progress'.");
      }
      const comm = this.#add(randomUUID(), target, this.#context.current);
      this.#send('comm_open', comm, data, buffers);
      return comm;
    },
    accept: (target, onOpen) => {
      this.#accepted.set(target, { cell: this.#context.current, onOpen });
    },
  };

  /** A message of the front end. */
  async receive({ kind, commId, targetName = '', data, buffers }: CommMessage): Promise<void> {
    if (kind === 'comm_open') {
      const accepted = this.#accepted.get(targetName);
      if (accepted === undefined) {
        // The protocol's answer where nobody takes it.
        const nothing = { data: {}, metadata: {}, buffers: [] };
        this.#doors.send(undefined, { kind: 'comm_close', commId, ...nothing });
        return;
      }
      const comm = this.#add(commId, targetName, accepted.cell);
      await this.#call(accepted.cell, () => accepted.onOpen(comm, data, buffers));
      return;
    }
    const open = this.#open.get(commId);
    if (open === undefined) return;
    if (kind === 'comm_close') this.#open.delete(commId);
    const { onMessage, onClose } = open.comm;
    await this.#call(open.cell, () => (kind === 'comm_msg' ? onMessage : onClose)?.(data, buffers));
  }

  #add(id: string, target: string, cell: CellRun | undefined): Comm {
    const comm: Comm = {
      id,
      target,
      send: (data, buffers = []) => {
        if (!this.#open.has(id)) throw new InputError(`comm "${target}": it is closed; open another one.`);
        this.#send('comm_msg', comm, data, buffers);
      },
      close: (data = {}) => {
        if (this.#open.delete(id)) this.#send('comm_close', comm, data, []);
      },
    };
    this.#open.set(id, { comm, cell });
    return comm;
  }

  #send(kind: CommMessage['kind'], { id, target }: Comm, data: Data, buffers: readonly Uint8Array[]): void {
    const opening = kind === 'comm_open' ? { targetName: target } : {};
    const message = { kind, commId: id, ...opening, data, metadata: {}, buffers };
    this.#doors.send(this.#context.current, message);
  }

  async #call(cell: CellRun | undefined, action: () => unknown): Promise<void> {
    try {
      await this.#context.run(cell, action);
    } catch (error) {
      this.#doors.failed(cell, error);
    }
  }
}
