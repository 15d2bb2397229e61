import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNativeChecker } from '#clientele/notebook/language/native-checker';
import { parseCell } from '#clientele/notebook/language/parse-cell';
import type { TypeChecker } from '#clientele/notebook/language/type-checker';

let folder: string;
let checker: TypeChecker;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientele-check-'));
  checker = createNativeChecker(folder);
});
afterAll(() => {
  checker.close();
  rmSync(folder, { recursive: true });
});

/** Messages for a cell with line, column and number; a cell without any joins the notebook. */
function check(source: string): string[] {
  const found = checker.check(parseCell(source).file);
  if (found.length === 0) checker.commit();
  return found.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
}

describe('the type check of cells', () => {
  it('is strict and tells line, column, number and the nearest name', () => {
    expect(check('interface Order { revenue: number }\nconst order: Order = { revenue: 1 };')).toEqual([]);
    expect(check('const a = 1;\norder.revnue;')).toEqual([
      "2:7 2551 Property 'revnue' does not exist on type 'Order'. Did you mean 'revenue'?",
    ]);
    expect(check('const n: number = null;')).toEqual([
      "1:7 2322 Type 'null' is not assignable to type 'number'.",
    ]);
    expect(check('function f(x) {}')).toEqual(["1:12 7006 Parameter 'x' implicitly has an 'any' type."]);
    expect(check('let twice = 1; let twice = 2;')).toHaveLength(2);
  });

  it('knows values, types, classes, enums and imports of earlier cells', () => {
    expect(
      check(`import { join, type ParsedPath } from 'node:path';
export class Basket<T> { constructor(readonly items: T[]) {} }
enum Size { S, L } type Pair = [number, string]; namespace Shop { export const name = 'x' }
export const pair: Pair = [1, 'a'];
function first<T>(list: T[]) { return list[0] }
export { first };`),
    ).toEqual([]);
    expect(
      check(`const b: Basket<Size> = new Basket([Size.S]);
const s: string = join(Shop.name, pair[1]); const p: Pair | ParsedPath = pair;
first(b.items) satisfies Size;`),
    ).toEqual([]);
    expect(check('pair[0].toUpperCase()')).toEqual([
      "1:9 2339 Property 'toUpperCase' does not exist on type 'number'.",
    ]);
  });

  it('lets a later cell assign to let, not to const', () => {
    expect(check("let total = 0; let label: string | undefined; const fixed = 1; var v = ['x'];")).toEqual(
      [],
    );
    expect(check("total += 2; label = 'x'; v.push('y');")).toEqual([]);
    expect(check("total = 'x';")).toEqual(["1:1 2322 Type 'string' is not assignable to type 'number'."]);
    expect(check('fixed = 2;')).toEqual(["1:1 2632 Cannot assign to 'fixed' because it is a constant."]);
    expect(check('label.length;')).toEqual(["1:1 18048 'label' is possibly 'undefined'."]);
  });

  it('lets a later cell declare a name anew, of another type', () => {
    expect(check('const x = 1; const doubled = x * 2; function readsX() { return x }')).toEqual([]);
    expect(check("const x = 'text';")).toEqual([]);
    expect(check('x.toUpperCase(); doubled.toFixed(); readsX().toFixed();')).toEqual([]);
    expect(check('function x() { return [doubled] }\nx()[0].toFixed();')).toEqual([]);
    expect(check('const doubled = x().length; doubled.toFixed();')).toEqual([]);
  });

  it('does not know the names of a cell that was refused', () => {
    expect(check('const refused: number = "x";')).toHaveLength(1);
    expect(check('refused')).toEqual(["1:1 2304 Cannot find name 'refused'."]);
  });

  it('allows await at the top, display, and what Node has, and has no DOM', () => {
    expect(
      check(`const page = await fetch('https://example.org'); display(await page.text());
for await (const n of [1]) console.log(n, process.argv, new URL('a:b'), structuredClone({}), require('node:fs'));
using nothing = { [Symbol.dispose]() {} };`),
    ).toEqual([]);
    expect(check('document.title')[0]).toContain("Cannot find name 'document'");
    expect(check("const URL = 'mine'; const process = 1;")).toEqual([]);
    expect(check('URL.toUpperCase(); process.toFixed()')).toEqual([]);
  });

  it('finds the package and what it brings from an empty folder', () => {
    expect(
      check("import { tableOf } from 'clientele';\nconst t = tableOf({ id: ['a'] });\nt.array('id')"),
    ).toEqual([]);
    expect(check("t.array('ids')")).toEqual([
      `1:9 2345 Argument of type '"ids"' is not assignable to parameter of type '"id"'. Nearest: "id".`,
    ]);
    expect(check("import { op } from 'arquero';\nop.mean('x'); op.meen('x')")[0]).toContain(
      "'meen' does not exist",
    );
  });

  it('says how to install what is missing, and finds it then', () => {
    expect(check("import { value } from '@shop/orders';")).toEqual([
      "1:23 2307 Cannot find module '@shop/orders' or its corresponding type declarations. Install it: npm install @shop/orders",
    ]);
    const installed = join(folder, 'node_modules', '@shop', 'orders');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), '{"name":"@shop/orders","exports":{"types":"./a.d.ts"}}');
    writeFileSync(join(installed, 'a.d.ts'), 'export const value: number;');
    expect(check("import { value } from '@shop/orders';\nvalue.toFixed()")).toEqual([]);
  });

  it('reads local modules, also after they were edited', () => {
    writeFileSync(join(folder, 'rates.ts'), 'export const rate = 1;');
    expect(check("import { rate } from './rates.ts';\nrate.toFixed()")).toEqual([]);
    writeFileSync(join(folder, 'rates.ts'), "export const rate = 'one hundred';");
    expect(check("import { rate as r } from './rates.ts';\nr.toUpperCase()")).toEqual([]);
  });

  it('explains a mismatch to the end', () => {
    expect(check('const o: { a: { b: string } } = { a: { b: 1 } as { b: number } };')).toEqual([
      `1:35 2322 Type '{ b: number; }' is not assignable to type '{ b: string; }'.
  Types of property 'b' are incompatible.
    Type 'number' is not assignable to type 'string'.`,
    ]);
  });

  it('goes on beyond the room it began with', () => {
    for (let i = 0; i < 80; i++) expect(check(`const n${i + 1} = ${i === 0 ? 1 : `n${i} + 1`};`)).toEqual([]);
    expect(check('n80.toFixed(); n80.x')).toEqual([
      "1:20 2339 Property 'x' does not exist on type 'number'.",
    ]);
  });
});

describe('what waits until nobody waits', () => {
  it('changes no answer, whenever it is done and how often', () => {
    const other = createNativeChecker(folder);
    const both = (source: string, settled: boolean) => {
      const found = other.check(parseCell(source).file);
      if (found.length === 0) other.commit();
      if (settled) other.settle();
      return found.map(({ message }) => message);
    };
    expect(both('const early = 1;', true)).toEqual([]);
    expect(both('const late: string = early;', true)).toHaveLength(1);
    expect(both('const late = `${early}`;', false)).toEqual([]);
    expect(both('late.length + early', false)).toEqual([]);
    other.settle();
    other.settle();
    expect(both("const early = 'now a text';", false)).toEqual([]);
    expect(both('early.length', true)).toEqual([]);
    other.close();
    other.settle();
  });
});

describe('a session longer than what the checker holds', () => {
  let long: TypeChecker;
  let cells = 0;
  const run = (source: string) => {
    const found = long.check(parseCell(source).file);
    if (found.length === 0) long.commit();
    return found.map(({ line, column, message }) => `${line}:${column} ${message}`);
  };
  /** Runs cells that use none of the others, until those before have left the checker. */
  const goOn = () => {
    for (let i = 0; i < 330; i++) run(`const other${i} = ${cells++};`);
  };
  beforeAll(() => {
    long = createNativeChecker(folder);
  });
  afterAll(() => long.close());

  it('knows names of cells that it let go of, and what those use', () => {
    expect(
      run('interface Order { readonly revenue: number }\nconst first = (list: Order[]) => list[0];'),
    ).toEqual([]);
    expect(run("let label = first([{ revenue: 1 }]); import { join } from 'node:path';")).toEqual([]);
    expect(run('declare global { interface Basket { readonly items: string[] } }')).toEqual([]);
    goOn();
    expect(run('label.revenue.toFixed(); label = { revenue: 2 }; join("a")')).toEqual([]);
    expect(run('label = 2')).toEqual(["1:1 Type 'number' is not assignable to type 'Order'."]);
    expect(run('first([]).revnue')).toEqual([
      "1:11 Property 'revnue' does not exist on type 'Order'. Did you mean 'revenue'?",
    ]);
    expect(run('const basket: Basket = { items: [1] };')).toEqual([
      "1:34 Type 'number' is not assignable to type 'string'.",
    ]);
  });

  it('goes on with the older type in functions that read a name that was declared anew', () => {
    expect(run('const x = 1; function readsX() { return x }')).toEqual([]);
    expect(run("const x = 'text';")).toEqual([]);
    goOn();
    expect(run('readsX().toFixed(); x.toUpperCase();')).toEqual([]);
    expect(run('const x = [readsX()]; x[0].toFixed();')).toEqual([]);
  });

  it('completes and explains them', () => {
    expect(
      run('/** What a customer brings. */\nfunction valueOf(id: string) { return { id, euros: 1 } }'),
    ).toEqual([]);
    goOn();
    const source = 'valueOf("a").';
    const names = long.view(parseCell(source).file).namesAt(source.length);
    expect(names === 'any name' ? names : names.map(({ name }) => name)).toEqual(['id', 'euros']);
    const info = long.view(parseCell('valueOf').file).infoAt(0, 'valueOf');
    expect(info?.documentation).toBe('What a customer brings.');
    expect(run('valueOf("a").euros.toFixed()')).toEqual([]);
  });

  it('finds the same after the checker has started anew', () => {
    goOn();
    goOn();
    expect(run('const again: Order = first([label]); valueOf(again.revenue)')).toEqual([
      "1:46 Argument of type 'number' is not assignable to parameter of type 'string'.",
    ]);
  });
});

describe('the end of a checker', () => {
  it('is silent and leaves nothing behind', () => {
    const program = `
      import { createNativeChecker } from '#clientele/notebook/language/native-checker';
      const open = () => process.getActiveResourcesInfo().filter((kind) => /^(?:Pipe|Process)/.test(kind)).length;
      createNativeChecker(${JSON.stringify(folder)}).close();
      const before = open();
      for (let i = 0; i < 20; i++) createNativeChecker(${JSON.stringify(folder)}).close();
      await new Promise((done) => setTimeout(done, 100));
      console.log(open() - before);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toBe('0\n');
  });
});
