import type { CellRun } from './cell-run.js';

type Values = AsyncIterable<unknown> | Iterable<unknown>;

/** What a `for await` inside of a function goes through, made to end when the cell is stopped. */
export async function* stoppableEach(cell: CellRun, values: Values): AsyncGenerator<unknown> {
  const iterator = iteratorOf(values);
  let done = false;
  try {
    while (true) {
      const result = (await cell.stoppable(iterator.next())) as IteratorResult<unknown>;
      done = result.done === true;
      if (done) return;
      yield await cell.stoppable(result.value);
    }
  } finally {
    leave(iterator, done);
  }
}

/** Promises of what a `for await` at the top of a cell goes through; the cell awaits them one by one. */
export function* stepsOf(values: Values): Generator<Promise<unknown>> {
  const iterator = iteratorOf(values);
  let done = false;
  try {
    while (!done) {
      yield Promise.resolve(iterator.next()).then(async (result) => {
        done = result.done === true;
        return { done, value: await result.value };
      });
    }
  } finally {
    leave(iterator, done);
  }
}

function iteratorOf(values: Values): AsyncIterator<unknown> | Iterator<unknown> {
  return Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]();
}

/** Not awaited, for a generator that is stuck would never return. */
function leave(iterator: AsyncIterator<unknown> | Iterator<unknown>, done: boolean): void {
  if (!done) void iterator.return?.();
}
