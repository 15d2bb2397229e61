import { Session } from 'node:inspector';

/** How a script ended. */
export type Evaluation =
  | { readonly status: 'value'; readonly value: unknown }
  | {
      readonly status: 'thrown';
      readonly error: unknown;
      /** Where V8 refused the script; absent when it ran. Counted from 1. */
      readonly refusedAt?: { readonly line: number; readonly column: number };
    }
  | { readonly status: 'terminated' };

/** Evaluates scripts in the realm of the process, as a console does. */
export interface Evaluator {
  /** Runs one script; top-level `await` is waited for. */
  evaluate(script: string): Promise<Evaluation>;
  close(): void;
}

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

/** Opens the inspector of this thread. */
export function createEvaluator(): Evaluator {
  const session = new Session();
  session.connect();
  let received: unknown;
  const receiverKey = Symbol.for('clientele.value');
  Object.defineProperty(globalThis, receiverKey, {
    configurable: true,
    value: (value: unknown) => {
      received = value;
    },
  });

  /** The value itself, for the protocol only speaks about it. */
  function valueBehind({ objectId, type, value, unserializableValue }: RemoteObject): unknown {
    if (objectId === undefined) {
      if (unserializableValue === undefined) return value;
      return type === 'bigint' ? BigInt(unserializableValue.slice(0, -1)) : Number(unserializableValue);
    }
    session.post('Runtime.callFunctionOn', {
      functionDeclaration: `function (value) { globalThis[Symbol.for('clientele.value')](value); }`,
      objectId,
      arguments: [{ objectId }],
    });
    const taken = received;
    received = undefined;
    return taken;
  }

  return {
    evaluate(script) {
      return new Promise((resolve) => {
        const request = { expression: script, replMode: true, awaitPromise: true, objectGroup: OBJECT_GROUP };
        session.post('Runtime.evaluate', request, (failure, reply) => {
          if (failure !== null) {
            resolve({ status: 'terminated' });
            return;
          }
          const { result, exceptionDetails } = reply as EvaluateReply;
          if (exceptionDetails === undefined) {
            resolve({ status: 'value', value: valueBehind(result) });
          } else {
            const { exception, scriptId, lineNumber, columnNumber } = exceptionDetails;
            const error = exception === undefined ? undefined : valueBehind(exception);
            const refused = scriptId !== undefined && error instanceof SyntaxError;
            const refusedAt = { line: lineNumber + 1, column: columnNumber + 1 };
            resolve({ status: 'thrown', error, ...(refused ? { refusedAt } : {}) });
          }
          session.post('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP });
        });
      });
    },
    close() {
      session.disconnect();
      Reflect.deleteProperty(globalThis, receiverKey);
    },
  };
}
