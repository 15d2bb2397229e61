import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { StopReason } from './cell-run.js';
import type { StopRequest } from './watchdog-protocol.js';

/** How a script or a step ended. */
export type Evaluation =
  | { readonly status: 'value'; readonly value: unknown }
  | {
      readonly status: 'thrown';
      readonly error: unknown;
      /** Where V8 refused the script; absent when it ran. Counted from 1. */
      readonly refusedAt?: { readonly line: number; readonly column: number };
    }
  | { readonly status: 'terminated' };

interface RemoteObject {
  readonly objectId?: string;
  readonly type: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
}

interface EvaluateReply {
  readonly result: RemoteObject;
  readonly exceptionDetails?: {
    readonly exception?: RemoteObject;
    readonly scriptId?: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
}

const OBJECT_GROUP = 'cell';
/** Where the realm hands values and steps over to the evaluator. */
const EXCHANGE = Symbol.for('clientele.exchange');

interface Exchange {
  value?: unknown;
  step?: () => void;
  /** Called by the watchdog's inspector in the middle of a busy loop, as is what follows. */
  readonly collectGarbage: () => void;
  readonly prepareTermination: (why: StopRequest['why'], order: number) => void;
}

/** Evaluates scripts in the realm of the process, the way a console does, through the inspector. */
export class Evaluator {
  readonly #session = new Session();
  readonly #exchange: Exchange;
  #frames = 0;

  /**
   * @param abort - Aborts the task of the running cell, in the middle of whatever it does.
   * @param answer - Tells the watchdog whether it may go on, and waits for it then.
   */
  constructor(abort: (why: StopRequest['why']) => void, answer: (order: number, isReady: boolean) => void) {
    this.#exchange = {
      collectGarbage: () => garbageCollector()(),
      prepareTermination: (why, order) => {
        const isReady = !interruptsNode(new Error().stack ?? '');
        if (isReady) abort(why);
        if (isReady && this.#frames === 0) leaveCallbacks();
        answer(order, isReady);
      },
    };
    this.#session.connect();
    Object.defineProperty(globalThis, EXCHANGE, { configurable: true, value: this.#exchange });
  }

  /** Runs a script; its declarations join those of the scripts before. */
  evaluate(expression: string): Promise<Evaluation> {
    return new Promise((resolve) => {
      this.#frames++;
      const request = { expression, replMode: true, objectGroup: OBJECT_GROUP };
      this.#session.post('Runtime.evaluate', request, (failure, reply) => {
        if (failure !== null) resolve({ status: 'terminated' });
        else resolve(this.#evaluation(reply as EvaluateReply));
        this.#session.post('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
      });
      this.#frames--;
    });
  }

  /** Runs a function in a frame in which it can be terminated without harm to what called it. */
  step(action: () => unknown): Evaluation {
    let ended: Evaluation = { status: 'terminated' };
    this.#exchange.step = () => {
      try {
        ended = { status: 'value', value: action() };
      } catch (error) {
        ended = { status: 'thrown', error };
      }
    };
    this.#frames++;
    this.#session.post('Runtime.evaluate', {
      expression: `globalThis[Symbol.for('clientele.exchange')].step()`,
    });
    this.#frames--;
    return ended;
  }

  close(): void {
    this.#session.disconnect();
    Reflect.deleteProperty(globalThis, EXCHANGE);
  }

  #evaluation({ result, exceptionDetails }: EvaluateReply): Evaluation {
    if (exceptionDetails === undefined) return { status: 'value', value: this.#valueBehind(result) };
    const { exception, scriptId, lineNumber, columnNumber } = exceptionDetails;
    const error = exception === undefined ? undefined : this.#valueBehind(exception);
    // Only a script that did not compile is told with its id here.
    if (scriptId === undefined || !(error instanceof SyntaxError)) return { status: 'thrown', error };
    return { status: 'thrown', error, refusedAt: { line: lineNumber + 1, column: columnNumber + 1 } };
  }

  /** The value itself, for the protocol only speaks about it. */
  #valueBehind({ objectId, type, value, unserializableValue }: RemoteObject): unknown {
    if (objectId === undefined) {
      if (unserializableValue === undefined) return value;
      return type === 'bigint' ? BigInt(unserializableValue.slice(0, -1)) : Number(unserializableValue);
    }
    this.#session.post('Runtime.callFunctionOn', {
      functionDeclaration: `function (value) { globalThis[Symbol.for('clientele.exchange')].value = value; }`,
      objectId,
      arguments: [{ objectId }],
    });
    const { value: taken } = this.#exchange;
    delete this.#exchange.value;
    return taken;
  }
}

/** V8's own, which is there for realms that are made while its flag is set. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return collect;
}

/**
 * Whether a stack, taken in the middle of a busy loop, shows that Node's own code was interrupted: it may be
 * about to note an async id.
 */
function interruptsNode(stack: string): boolean {
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line));
  const interrupted = frames[2]; // below this object's method and the expression that called it
  return interrupted?.includes('node:internal/') ?? false;
}

/**
 * Tells Node that the callbacks it is in end here. A termination unwinds them without running their `finally`
 * blocks, and Node would abort the process over its own bookkeeping of async ids; what it does after an
 * uncaught exception puts that right. There is no public door to it.
 */
function leaveCallbacks(): void {
  const { _fatalException } = process as unknown as { _fatalException(error: unknown): boolean };
  _fatalException.call(process, new StopReason('stopped'));
}
