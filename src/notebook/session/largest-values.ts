import { type Runtime, Session } from 'node:inspector';
import { type ValueSize, valueSize } from './value-size.js';

interface NamedSize extends ValueSize {
  readonly name: string;
}

/** Where the realm finds what estimates its values. */
const SIZE = Symbol.for('clientele.size');
const NAMED = 3;
const NAMES = 2000;
const WORTH_NAMING = 1_000_000;
const MEGABYTE = 1_000_000;

/**
 * The largest variables of the realm in words, for example `orders (412 MB), keep (about 3,000,000 values)`; empty
 * where none is large. Sizes are estimated from a few entries of each; nothing of the user's runs.
 *
 * @param spelled - What a variable is called in the notebook, by its name in the realm.
 */
export function largestValues(spelled: (name: string) => string): string {
  const session = new Session();
  session.connect();
  Object.defineProperty(globalThis, SIZE, {
    configurable: true,
    value: (value: unknown) => valueSize(value),
  });
  try {
    const sizes = variableNames(session).flatMap((name) => sizeOf(session, name) ?? []);
    return sizes
      .filter(({ bytes }) => bytes >= WORTH_NAMING)
      .sort((a, b) => b.bytes - a.bytes)
      .slice(0, NAMED)
      .filter(({ bytes }, _, [first]) => bytes >= first.bytes / 20)
      .map((size) => `${spelled(size.name)} (${amount(size)})`)
      .join(', ');
  } finally {
    Reflect.deleteProperty(globalThis, SIZE);
    session.disconnect();
  }
}

function amount({ bytes, values, packed }: NamedSize): string {
  if (packed > bytes / 2) return `${Math.round(bytes / MEGABYTE).toLocaleString('en')} MB`;
  return `about ${Number(values.toPrecision(2)).toLocaleString('en')} values`;
}

function variableNames(session: Session): readonly string[] {
  let names: readonly string[] = [];
  session.post('Runtime.globalLexicalScopeNames', (_, reply) => {
    names = reply?.names ?? [];
  });
  return names.slice(-NAMES);
}

function sizeOf(session: Session, name: string): NamedSize | undefined {
  let found: NamedSize | undefined;
  const expression = `globalThis[Symbol.for('clientele.size')](${name})`;
  session.post('Runtime.evaluate', { expression, returnByValue: true, silent: true }, (failure, reply) => {
    const { result, exceptionDetails } = (reply ?? {}) as Partial<Runtime.EvaluateReturnType>;
    if (failure === null && exceptionDetails === undefined) found = { name, ...result?.value };
  });
  return found;
}
