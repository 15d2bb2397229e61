import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenSession, openSession } from './open-session.js';

let open: OpenSession;
let globals: string[];
beforeAll(async () => {
  globals = Object.getOwnPropertyNames(globalThis);
  open = await openSession();
});
afterAll(() => open.session.close());

describe('a cell that declares names of globalThis', () => {
  // What TypeScript refuses to declare, and what is no identifier.
  const impossible = ['undefined', 'globalThis', 'eval'];

  it('leaves the libraries theirs', async () => {
    const names = globals.filter(
      (name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !impossible.includes(name),
    );
    expect(names.length).toBeGreaterThan(80);
    await open.run(`import { tableOf, op, shownTable } from 'clientele';`);
    const declared = await open.run(names.map((name) => `let ${name}: any = 'mine';`).join('\n'));
    expect(declared.error?.traceback).toBeUndefined();
    const uses = await open.run(`const t = tableOf({ id: ['a', 'b', 'a'], n: [1, 2, 3] });
const sums = t.groupby('id').rollup({ n: (d) => op.sum(d.n) });
display(shownTable(sums));
(globalThis as any).console.log(sums.array('n').join(), sums.toCSV().length);`);
    expect(uses.error?.traceback).toBeUndefined();
    expect(uses.text()).toBe('4,2 13\n');
    expect(uses.outputs[0]).toMatchObject({ output_type: 'display_data' });
    expect((await open.run('[Array, Map, process, console]')).value()).toBe(
      "[ 'mine', 'mine', 'mine', 'mine' ]",
    );
    expect(globals.every((name) => (globalThis as Record<string, unknown>)[name] !== 'mine')).toBe(true);
  });

  it('may import them too, and the global stays what it is', async () => {
    const { performance } = globalThis;
    const cell = await open.run(
      "import { performance } from 'node:perf_hooks'; import { URL } from 'node:url'; import process from 'node:process';\n[typeof performance.now, new URL('a:b').href, typeof process.argv]",
    );
    expect(cell.value()).toBe("[ 'function', 'a:b', 'object' ]");
    expect(globalThis.performance).toBe(performance);
  });
});
