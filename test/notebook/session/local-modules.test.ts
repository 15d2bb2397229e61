import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenSession, openSession } from './open-session.js';

let folder: string;
let open: OpenSession;
beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'clientele modules ')));
  open = await openSession({ folder });
});
afterEach(async () => {
  await open.session.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** Text of the value of a cell; what went wrong where there is none. */
async function shown(source: string): Promise<string | undefined> {
  const cell = await open.run(source);
  return cell.error?.traceback.join('\n') ?? cell.value();
}

describe('a local module', () => {
  it('is loaded anew when it changed; a cell that does not import keeps what it has', async () => {
    write('rate.ts', 'export const rate: number = 1;');
    expect(await shown("import { rate } from './rate.ts';\nconst first = rate; rate")).toBe('1');
    write('rate.ts', 'export const rate: number = 2;');
    expect(await shown('rate')).toBe('1');
    expect(await shown("import { rate } from './rate.ts';\n[first, rate]")).toBe('[ 1, 2 ]');
    expect(await shown("(await import('./rate.ts')).rate")).toBe('2');
  });

  it('keeps its one instance while it is the same, whoever imports it and whoever touches it', async () => {
    write('store.ts', 'export class Order {}\nexport const seen: string[] = [];');
    write(
      'a.ts',
      "import { seen, Order } from './store';\nseen.push('a');\nexport const order = new Order();",
    );
    write('b.ts', "import { seen } from './store.js';\nseen.push('b');\nexport const again = seen;");
    await open.run("import { order } from './a.ts';\nimport { again } from './b.ts';");
    const all = `import { seen, Order } from './store.ts';\n[seen, seen === again, order instanceof Order]`;
    expect(await shown(all)).toBe("[ [ 'a', 'b' ], true, true ]");
    write('store.ts', 'export class Order {}\nexport const seen: string[] = [];'); // a new date, the same text
    expect(await shown(all)).toBe("[ [ 'a', 'b' ], true, true ]");
    write('b.ts', "import { seen } from './store.js';\nseen.push('b again');\nexport const again = seen;");
    await open.run("import { again } from './b.ts';");
    expect(await shown(all)).toBe("[ [ 'a', 'b', 'b again' ], true, true ]");
  });

  it('is replaced with its importers and with nothing else', async () => {
    write('log.ts', 'export const log: string[] = [];');
    write('deep.ts', "import { log } from './log.ts';\nlog.push('deep');\nexport const value = 1;");
    write('beside.ts', "import { log } from './log.ts';\nlog.push('beside');\nexport const value = 10;");
    write(
      'top.ts',
      "import { value } from './deep.ts';\nimport { value as other } from './beside.ts';\nimport { log } from './log.ts';\nlog.push('top');\nexport const sum = value + other;",
    );
    const cell = "import { sum } from './top.ts';\nimport { log } from './log.ts';\n[sum, log.join(' ')]";
    expect(await shown(cell)).toBe("[ 11, 'deep beside top' ]");
    write('deep.ts', "import { log } from './log.ts';\nlog.push('deep');\nexport const value = 2;");
    expect(await shown(cell)).toBe("[ 12, 'deep beside top deep top' ]");
    expect(await shown(cell)).toBe("[ 12, 'deep beside top deep top' ]");
  });

  it('may import in a circle', async () => {
    const even = (start: string) =>
      `import { odd } from './odd.ts';\nexport const name = '${start}';\nexport function even(n: number): boolean { return n === 0 || odd(n - 1); }`;
    write('even.ts', even('first'));
    write(
      'odd.ts',
      "import { even, name } from './even.ts';\nexport function odd(n: number): boolean { return n !== 0 && even(n - 1); }\nexport const nameOf = () => name;",
    );
    const cell =
      "import { even } from './even.ts';\nimport { odd, nameOf } from './odd.ts';\n[even(10), odd(10), nameOf()]";
    expect(await shown(cell)).toBe("[ true, false, 'first' ]");
    write('even.ts', even('second'));
    expect(await shown(cell)).toBe("[ true, false, 'second' ]");
  });

  it('with a syntax error is named with its place, and what was there before goes on', async () => {
    write('lib/rate.ts', 'export const rate = 1;');
    write('top.ts', "export { rate } from './lib/rate.ts';");
    await open.run("import { rate } from './top.ts';");
    write('lib/rate.ts', 'export const ok = 1;\nexport const = 2;');
    const cell = await open.run("import { rate } from './top.ts';");
    expect(cell.error?.evalue).toBe('lib/rate.ts, line 2, column 14: Variable declaration expected.');
    expect(await shown('rate')).toBe('1');
    write('lib/rate.ts', 'export const rate = 3;');
    expect(await shown("import { rate } from './top.ts';\nrate")).toBe('3');
  });

  it('that is gone is named, with who wants it, and comes back', async () => {
    write('gone.ts', 'export const here = 1;');
    write('top.ts', "\nexport { here } from './gone.ts';");
    await open.run("import { here } from './top.ts';");
    renameSync(join(folder, 'gone.ts'), join(folder, 'away.ts'));
    expect((await open.run("import { here } from './top.ts';")).error?.evalue).toBe(
      'top.ts, line 2, column 22: there is no "./gone.ts".',
    );
    expect((await open.run("import { here } from './gone.ts';")).error?.evalue).toBe(
      `import: there is no "./gone.ts" in ${folder}.`,
    );
    renameSync(join(folder, 'away.ts'), join(folder, 'gone.ts'));
    expect(await shown("import { here } from './top.ts';\nhere")).toBe('1');
  });

  it('that throws while it loads is tried again, without a second instance of what had loaded', async () => {
    write('store.ts', 'export const store: number[] = [];');
    write(
      'wants.ts',
      "import { store } from './store.ts';\nif (!('ready' in globalThis)) throw new RangeError('not ready');\nstore.push(1);\nexport { store };",
    );
    expect(
      (await open.run("import { store } from './store.ts';\nconst before = store;\nimport './wants.ts';"))
        .error?.evalue,
    ).toBe('not ready');
    await open.run('Object.assign(globalThis, { ready: true });');
    expect(
      await shown(
        "import { store } from './wants.ts';\n[store, (await import('./store.ts')).store === store]",
      ),
    ).toBe('[ [ 1 ], true ]');
    await open.run("Reflect.deleteProperty(globalThis, 'ready');");
  });

  it('is one, by whichever link it is reached; a link may lead elsewhere later', async () => {
    write('one/a.ts', 'export const store = { of: "one" };');
    write('two/a.ts', 'export const store = { of: "two" };');
    symlinkSync('one', join(folder, 'now'));
    write('top.ts', "export { store } from './now/a.ts';");
    const cell = "import { store } from './top.ts';\n";
    expect(
      await shown(
        `${cell}import { store as direct } from './one/a.ts';\nimport { store as linked } from './now/a.ts';\n[store.of, store === direct, store === linked]`,
      ),
    ).toBe("[ 'one', true, true ]");
    rmSync(join(folder, 'now'));
    symlinkSync('two', join(folder, 'now'));
    expect(await shown(`${cell}store.of`)).toBe("'two'");
  });

  it('may use all of the language', async () => {
    write(
      'all.mts',
      `
export enum Tier { low = 1, high }
export namespace Units { export const day = 86_400; }
function twice(_: unknown, { kind }: { kind: string }) { return function (this: unknown) { return kind + '2'; } as never; }
export class Shop { constructor(readonly name: string) {} @twice label(): string { return this.name; } }
export abstract class Base<T> { abstract of(): T; }
export type Row = { readonly n: number };
export default <T,>(value: T): T => value;
`,
    );
    expect(
      await shown(
        "import same, { Tier, Units, Shop } from './all.mts';\n[Tier.high, Units.day, new Shop('x').name, new Shop('x').label(), same(3)]",
      ),
    ).toBe("[ 2, 86400, 'x', 'method2', 3 ]");
    expect(await shown("import { Tier } from './all.mjs';\nTier.low")).toBe('1');
  });

  it('leaves out what it imports and passes on for types alone, as TypeScript does', async () => {
    write(
      'types.ts',
      'export interface Row { n: number }\nexport type Rows = Row[];\nexport const one: Row = { n: 1 };',
    );
    write('only.d.ts', 'export interface Far { n: number }');
    write(
      'index.ts',
      "import { Row, Rows, one } from './types';\nimport { Far } from './only';\nimport Default from './default';\nexport { Row, one } from './types';\nexport * from './types';\nexport { Rows, Default };\nexport const count = (rows: Rows, _?: Row | Far): number => rows.length;",
    );
    write('default.ts', 'export default interface Thing { n: number }');
    write(
      'user.ts',
      "import { Row, count, one } from '.';\nlet row: Row = one;\nexport const found = count([row]);",
    );
    expect(await shown("import { found } from './user.ts';\nfound")).toBe('1');
    write(
      'types.ts',
      'export class Row { n = 2 }\nexport type Rows = Row[];\nexport const one: Row = { n: 1 };',
    );
    expect(await shown("import { Row } from './index.ts';\nnew Row().n")).toBe('2');
  });

  it('is found by folder, and by the paths of the project around it', async () => {
    write('tsconfig.base.json', '{ "compilerOptions": { "paths": { "@shop/*": ["./code/*"] } } }');
    write('tsconfig.json', '{ // with a comment\n "extends": "./tsconfig.base.json" }');
    write('code/rates/index.ts', "import { base } from '@shop/base';\nexport const rate = base * 2;");
    write('code/base.ts', 'export const base = 2;');
    expect(
      await shown(
        "import { rate } from '@shop/rates';\nimport { rate as same } from './code/rates';\n[rate, same]",
      ),
    ).toBe('[ 4, 4 ]');
    write('code/base.ts', 'export const base = 3;');
    expect(await shown("import { rate } from '@shop/rates';\nrate")).toBe('6');
    write('tsconfig.base.json', '{ "compilerOptions": { "paths": { "@store/*": ["./code/*"] } } }');
    expect(await shown("import { base } from '@store/base';\nbase")).toBe('3');
  });

  it('has the decorators that its project asks for', async () => {
    write(
      'old/tsconfig.json',
      '{ "compilerOptions": { "experimentalDecorators": true, "target": "ES2020" } }',
    );
    write(
      'old/a.ts',
      'const seen: string[] = [];\nfunction mark(target: object, name: string) { seen.push(name); }\nclass A { @mark field = 1; }\nexport { seen };\nnew A();',
    );
    expect(await shown("import { seen } from './old/a.ts';\nseen")).toBe("[ 'field' ]");
  });

  it('may be JSON, JavaScript and CommonJS, and import packages', async () => {
    write('rates.json', '{ "rate": 2 }');
    write(
      'plain.js',
      "import rates from './rates.json' with { type: 'json' };\nexport const rate = rates.rate;",
    );
    write('old.cjs', 'exports.seven = 7;');
    write('node_modules/there/package.json', '{ "name": "there", "main": "main.js" }');
    write('node_modules/there/main.js', 'exports.nine = 9;');
    write(
      'top.ts',
      "import rates from './rates.json';\nimport { rate } from './plain.js';\nimport { seven } from './old.cjs';\nimport { nine } from 'there';\nimport { tableOf } from 'clientele';\nimport { basename } from 'node:path';\nexport const all = [rates.rate, rate, seven, nine, typeof tableOf, basename('a/b')];",
    );
    const cell =
      "import { all } from './top.ts';\nimport rates from './rates.json';\n[...all, rates.rate].join()";
    expect(await shown(cell)).toBe("'2,2,7,9,function,b,2'");
    write('rates.json', '{ "rate": 3 }');
    expect(await shown(cell)).toBe("'3,3,7,9,function,b,3'");
    write('rates.json', '{ "rate": }');
    expect(await shown(cell)).toContain('rates.json, line 1, column 11: this is no JSON.');
    write('top.ts', "import 'no-such-package';");
    expect(await shown(cell)).toContain(
      'top.ts, line 1, column 8: there is no package "no-such-package". Install it: npm install no-such-package',
    );
  });

  it('imports later what is there then', async () => {
    write('sub/late.ts', 'export const late = 1;');
    write(
      'top.ts',
      "export const load = async (name: string) => (await import(`./sub/${name}.ts`)).late;\nexport const pack = () => import('arquero');",
    );
    expect(
      await shown(
        "import { load, pack } from './top.ts';\n[await load('late'), typeof (await pack()).table]",
      ),
    ).toBe("[ 1, 'function' ]");
    write('sub/late.ts', 'export const late = 2;');
    expect(await shown("await load('late')")).toBe('2');
  });

  it('is a package of a workspace, in TypeScript and reached through a link', async () => {
    write(
      'packages/shared/package.json',
      '{ "name": "shared", "type": "module", "exports": "./src/index.ts" }',
    );
    write('packages/shared/src/index.ts', 'export const shared: number = 1;');
    write('node_modules/.keep', '');
    symlinkSync('../packages/shared', join(folder, 'node_modules', 'shared'));
    expect(await shown("import { shared } from 'shared';\nshared")).toBe('1');
    write('packages/shared/src/index.ts', 'export const shared: number = 2;');
    expect(await shown("import { shared } from 'shared';\nshared")).toBe('2');
  });

  it('is in the trace of what it throws, at the places of its file', async () => {
    write(
      'lib/deep.ts',
      'export enum Tier {\n  low,\n  high,\n}\n\nexport function fail(tier: Tier): never {\n  throw new RangeError(`tier ${tier}`);\n}',
    );
    write(
      'top.ts',
      "import { fail, Tier } from './lib/deep.ts';\n\nexport const start = (): void => {\n  fail(Tier.high);\n};",
    );
    const { error } = await open.run("import { start } from './top.ts';\nstart();");
    expect(error?.traceback.slice(0, 3)).toEqual([
      'RangeError: tier 1',
      '    at fail, lib/deep.ts, line 7, column 9',
      '    at start, top.ts, line 4, column 3',
    ]);
    expect(error).toMatchObject({ line: 2, column: 1 });
  });
});
