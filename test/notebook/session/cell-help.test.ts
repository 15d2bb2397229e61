import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenSession, openSession } from './open-session.js';

/** How long JupyterLab waits for completions. */
const PATIENCE_MS = 1000;

let folder: string;
let open: OpenSession;
const start = process.cwd();

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'clientele help ')));
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'orders.csv'), 'id\n1\n');
  writeFileSync(join(folder, "data's.csv"), 'id\n1\n');
  writeFileSync(
    join(folder, 'prices.ts'),
    'export const price = 7;\nexport function tax(amount: number) { return amount }\n',
  );
  writeFileSync(join(folder, '.hidden'), '');
  for (const name of ['@shop/orders', 'arquero-extras']) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(place, { recursive: true });
    const manifest = {
      name,
      version: '1.2.3',
      description: 'Of the shop.',
      exports: { '.': './a.js', './open': './b.js' },
    };
    writeFileSync(join(place, 'package.json'), JSON.stringify(manifest));
  }
  process.chdir(folder);
  open = await openSession({ folder, check: true });
  const cells = [
    `import { tableOf, kmeans, type Table } from 'clientele';
import { readFile } from 'node:fs/promises';
interface Options {
  /** How many segments. */
  k: number;
  name?: string;
}
/**
 * Twice a number.
 *
 * @param x - The number.
 */
export function twice(x: number): number { return 2 * x }
function go(options: Options, how: 'fast' | 'slow') { return how }
class Basket<Item> { items: Item[] = []; add(item: Item) { this.items.push(item) } }
enum Size { S, L }`,
    `const orders = tableOf({ revenue: [1, 2], region: ['x', 'y'] });
const raw: Table = tableOf({ revenue: [1], "buyer's name": ['x'], 'order id': ['y'] }) as never;
let looks = 0;
const loose: any = { alpha: { beta: 1 }, get evil() { looks++; return 1 } };
const sly: any = { columnNames() { looks++; return ['a'] }, array() {}, numRows() { looks++; return 1 } };
const endless: any = { columnNames() { for (;;) {} }, array() {}, numRows() { return 1 } };
const trap: any = new Proxy({}, { get() { looks++ }, ownKeys() { looks++; return [] }, getPrototypeOf() { looks++; return null } });
class Showy { get [Symbol.toStringTag]() { looks++; return 'Showy' }  }
const showy = new Showy();
let mode: 'fast' | 'slow' = 'fast';
const URL = 'mine', big = 'x'.repeat(5000), basket = new Basket<string>(), long = Array.from({ length: 1000 }, (_, i) => i);
const visits = new Map([['a', 1]]);`,
  ];
  for (const cell of cells) expect((await open.run(cell)).error?.traceback).toBeUndefined();
});

afterAll(async () => {
  await open.session.close();
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

/** Completions where `¦` stands in the code. */
async function complete(code: string) {
  const cursor = code.indexOf('¦');
  const text = code.replace('¦', '');
  const { start, end, items } = await open.session.complete(text, cursor);
  return {
    items,
    texts: items.map(({ text }) => text),
    replaced: text.slice(start, end),
    start,
    end,
    cursor,
  };
}

async function inspect(code: string, detail: 0 | 1 = 0) {
  return open.session.inspect(code.replace('¦', ''), code.indexOf('¦'), detail);
}

describe('completion', () => {
  it('knows the members of what earlier cells made, with kind and type', async () => {
    const { items, replaced, start, end } = await complete('orders.num¦');
    expect(items).toEqual([
      { text: 'numCols', kind: 'method', signature: '() => number' },
      { text: 'numRows', kind: 'method', signature: '() => number' },
    ]);
    expect([replaced, start, end]).toEqual(['num', 7, 10]);
    expect((await complete('basket.¦')).texts).toEqual(['add', 'items']);
    expect((await complete('Size.¦')).items).toEqual([
      { text: 'L', kind: 'enum member', signature: 'Size.L' },
      { text: 'S', kind: 'enum member', signature: 'Size.S' },
    ]);
    expect((await complete("orders.array('revenue').map((v) => v.toFi¦)")).texts).toEqual(['toFixed']);
    expect(
      (await complete('this.¦; class A { x = 1; m() { this.¦ } }'.replace('this.¦; ', ''))).texts,
    ).toEqual(['m', 'x']);
  });

  it('does so in the middle of unfinished code', async () => {
    for (const code of [
      'if (a) { orders.numR¦',
      'go(orders.numR¦\nconst later = 1;',
      '`text ${orders.numR¦',
      'orders\n  .numR¦',
      'orders?.numR¦',
      'const f = (x = orders.numR¦',
      "const s = 'open\norders.numR¦",
    ]) {
      expect((await complete(code)).texts, code).toEqual(['numRows']);
    }
  });

  it('counts in UTF-16 units', async () => {
    const { texts, start, replaced } = await complete("'😀😀'; orders.numR¦");
    expect([texts, start, replaced]).toEqual([['numRows'], "'😀😀'; orders.".length, 'numR']);
  });

  it('knows names: of the cell, of earlier cells, of the realm, and keywords', async () => {
    const { items } = await complete('const total = 1; t¦');
    expect(items.slice(0, 3)).toEqual([
      {
        text: 'tableOf',
        kind: 'function',
        signature: expect.stringContaining('=> Table<Row>'),
        documentation: expect.any(String),
      },
      { text: 'total', kind: 'variable', signature: '1' },
      { text: 'trap', kind: 'variable', signature: 'any' },
    ]);
    expect(items.map(({ text }) => text)).toEqual(expect.arrayContaining(['twice', 'TypeError', 'throw']));
    expect((await complete('displ¦')).items).toMatchObject([{ text: 'display', kind: 'function' }]);
    expect((await complete('UR¦')).items).toMatchObject([{ text: 'URL', signature: '"mine"' }, {}, {}]);
    expect((await complete('function f(amount: number) { const after = 1; return a¦ }')).texts).toEqual(
      expect.arrayContaining(['after', 'amount']),
    );
    expect((await complete('function f(amount: number) {} am¦')).texts).toEqual([]);
    expect((await complete('const own = ow¦')).texts).toEqual([]);
    expect((await complete('$imp¦')).texts).toEqual([]);
  });

  it('knows types where a type stands', async () => {
    expect((await complete('let o: Opt¦')).items).toEqual([{ text: 'Options', kind: 'interface' }]);
    expect((await complete('let o: or¦')).texts).toEqual([]);
    expect((await complete('let b: Par¦<Options>')).texts).toEqual(['Parameters', 'Partial']);
    expect((await complete('Opt¦')).texts).toEqual([]);
    expect((await complete('function f<Kind>(kind: Kin¦) {}')).texts).toEqual(['Kind']);
  });

  it('knows keys of an options object, with their words', async () => {
    expect((await complete("go({ ¦ }, 'fast')")).items).toEqual([
      { text: 'k', kind: 'property', signature: 'number', documentation: 'How many segments.' },
      { text: 'name', kind: 'property', signature: 'string | undefined' },
    ]);
    expect((await complete('kmeans(raw, { k: 4, se¦ })')).items).toMatchObject([
      { text: 'seed', documentation: expect.stringContaining('Seed of chance') },
    ]);
  });

  it('knows texts of a union, in quotes and where quotes are missing', async () => {
    expect((await complete("go({ k: 1 }, '¦')")).texts).toEqual(['fast', 'slow']);
    expect((await complete("mode = 'sl¦")).texts).toEqual(['slow']);
    expect((await complete('mode === ¦')).texts.slice(0, 2)).toEqual(["'fast'", "'slow'"]);
  });

  it('is silent where a name is made up, in comments, numbers and regular expressions', async () => {
    for (const code of [
      'const na¦',
      'function f¦',
      '(a¦) => 1',
      '// or¦',
      '/* or¦ */',
      '1.¦',
      '/or¦/',
      'import { or¦',
    ]) {
      expect((await complete(code)).texts, code).toEqual([]);
    }
  });
});

describe('completion of columns', () => {
  it('knows those that the type of a table tells', async () => {
    expect((await complete("orders.array('re¦')")).items).toEqual([
      { text: 'region', kind: 'string' },
      { text: 'revenue', kind: 'string' },
    ]);
    expect((await complete('orders.filter((d) => d.rev¦')).texts).toEqual(['revenue']);
  });

  it('knows those of a table that exists, where its type tells none', async () => {
    const all = ['revenue', "buyer\\'s name", 'order id'];
    expect((await complete("raw.array('¦')")).texts).toEqual(all);
    expect((await complete("raw.array('¦")).texts).toEqual(all);
    expect((await complete('raw.array("b¦")')).texts).toEqual(["buyer's name"]);
    expect((await complete("raw.array('re¦')")).items).toEqual([{ text: 'revenue', kind: 'column' }]);
    expect((await complete('raw.filter((d) => d.re¦)')).items).toEqual([{ text: 'revenue', kind: 'column' }]);
    expect((await complete('raw.derive({ twice: (d) => 2 * d.re¦ })')).texts).toEqual(['revenue']);
    expect((await complete("raw.filter((d) => d['o¦'] > 1)")).texts).toEqual(['order id']);
    expect((await complete('raw.filter((d, $) => $.re¦)')).texts).toEqual([]);
    expect((await complete("function f(raw: Table) { raw.array('re¦') }")).texts).toEqual([]);
  });

  it('knows those that calls before add, and of a table given to a function', async () => {
    expect(
      (await complete("raw.derive({ margin: (d) => 1 }).rename({ margin: 'gain' }).get('¦')")).texts,
    ).toEqual(expect.arrayContaining(['revenue', 'margin', 'gain']));
    expect((await complete("chart(raw, { x: 're¦' })")).texts).toEqual(['revenue']);
  });

  it('sees a table as it is now', async () => {
    await open.run('let changing: Table = tableOf({ a: [1] }) as never;');
    expect((await complete("changing.get('¦')")).texts).toEqual(['a']);
    await open.run('changing = tableOf({ b: [1] }) as never;');
    expect((await complete("changing.get('¦')")).texts).toEqual(['b']);
  });
});

describe('completion of modules and files', () => {
  it("finds packages of the notebook's folder first, then ours, then modules of Node", async () => {
    const { items, texts } = await complete("import x from '¦'");
    expect(items.slice(0, 3)).toEqual([
      { text: '@shop/orders', kind: 'module', signature: '1.2.3', documentation: 'Of the shop.' },
      { text: 'arquero-extras', kind: 'module', signature: '1.2.3', documentation: 'Of the shop.' },
      { text: 'clientele', kind: 'module', signature: expect.any(String), documentation: expect.any(String) },
    ]);
    const places = ['@shop/orders', 'clientele', 'arquero', 'node:fs'].map((name) => texts.indexOf(name));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect((await complete("import x from 'arq¦'")).texts).toEqual(['arquero-extras', 'arquero']);
    expect((await complete("require('node:fs¦')")).texts).toEqual(['node:fs', 'node:fs/promises']);
    expect((await complete("await import('clientele/¦')")).texts).toEqual(['clientele/notebook']);
    expect((await complete("export * from '@shop/orders/¦")).texts).toEqual(['@shop/orders/open']);
  });

  it('finds modules by path, and names inside of any', async () => {
    expect(await complete("import { price } from './pr¦'")).toMatchObject({
      texts: ['prices.ts'],
      replaced: 'pr',
    });
    expect((await complete("import { ¦ } from './prices.ts'")).items.slice(0, 2)).toEqual([
      { text: 'price', kind: 'variable', signature: '7' },
      { text: 'tax', kind: 'function', signature: '(amount: number) => number' },
    ]);
    expect((await complete("import { tableO¦ } from 'clientele'")).texts).toEqual(['tableOf']);
    expect((await complete("import { ¦ } from 'no-such-package'")).texts).toEqual([]);
  });

  it('finds files in texts, relative to the working folder', async () => {
    expect(await complete("await readFile('da¦')")).toMatchObject({
      texts: ['data/', "data\\'s.csv"],
      replaced: 'da',
    });
    expect(await complete("await readFile('data/or¦')")).toMatchObject({
      texts: ['orders.csv'],
      replaced: 'or',
    });
    expect((await complete("const path = './.h¦'")).texts).toEqual(['.hidden']);
    expect((await complete(`const path = '${folder}/data/¦'`)).texts).toEqual(['orders.csv']);
    expect((await complete("const path = 'nowhere/at/all/¦'")).texts).toEqual([]);
  });
});

describe('inspection', () => {
  it('tells type and words of a function, as text and as Markdown', async () => {
    expect(await inspect('twi¦ce(4)')).toEqual({
      'text/plain': '(function) twice(x: number): number\n\nTwice a number.\n\n@param x - The number.',
      'text/markdown':
        '```typescript\n(function) twice(x: number): number\n```\n\nTwice a number.\n\n@param x - The number.',
    });
    expect((await inspect('orders.numRows¦'))?.['text/plain']).toBe('(method) orders.numRows(): number');
    expect((await inspect('new Basket¦'))?.['text/plain']).toBe('new Basket<Item>(): Basket<Item>');
  });

  it('tells what is called, from inside of the brackets', async () => {
    expect((await inspect('twice(¦'))?.['text/plain']).toContain('(function) twice(x: number): number');
    expect((await inspect('orders.get(¦)'))?.['text/plain']).toContain('(method) orders.get<');
  });

  it('shows the source when asked for more', async () => {
    expect((await inspect('twice¦', 0))?.['text/plain']).not.toContain('return 2 * x');
    expect((await inspect('twice¦', 1))?.['text/plain']).toContain(
      'export function twice(x: number): number { return 2 * x }',
    );
    expect((await inspect('kmeans¦', 1))?.['text/plain']).toContain('export declare function kmeans(');
    expect((await inspect('let o: Option¦s'))?.['text/plain']).toContain('/** How many segments. */');
  });

  it('shows what a variable holds, in a line', async () => {
    const value = async (name: string) =>
      /^Value: (.*)$/m.exec((await inspect(`${name}¦`))?.['text/plain'] ?? '')?.[1];
    expect(await value('orders')).toBe('DataTable, 2 rows × 2 columns: revenue, region');
    expect(await value('mode')).toBe('"fast"');
    expect(await value('visits')).toBe('Map(1) { "a" => 1 }');
    expect(await value('big')).toBe(`"${'x'.repeat(200)}"… 5,000 characters`);
    expect((await value('long'))?.length).toBeLessThan(300);
    expect(await value('long')).toMatch(/^Array\(1000\) \[0, 1, 2, .*…$/);
    expect(await value('loose.alpha')).toBe('{ beta: 1 }');
    expect(await value('URL')).toBe('"mine"');
    expect((await complete('loose.alpha.¦')).texts).toEqual(['beta']);
    expect((await inspect('function f(mode: number) { return mo¦de }'))?.['text/plain']).toBe(
      '(variable) mode: number',
    );
    expect(await inspect('nowhere¦')).toBeUndefined();
    const mistaken = "import { kMeans } from 'clientele';\nkMea¦ns(";
    expect((await inspect(mistaken))?.['text/plain']).toBe('(import) kMeans');
    expect(await inspect('¦')).toBeUndefined();
  });
});

describe('help', () => {
  it('runs nothing of the user: no getter, no trap, no method with an effect, nothing endless', async () => {
    expect((await inspect('loose¦'))?.['text/plain']).toContain('evil: (getter)');
    expect(await inspect('loose.ev¦il')).toBeUndefined();
    for (const name of ['loose', 'sly', 'endless', 'trap', 'showy']) {
      await complete(`${name}.¦`);
      await complete(`${name}.get('¦')`);
      await complete(`${name}.filter((d) => d.¦)`);
      await inspect(`${name}¦`, 1);
      await inspect(`${name}.evil¦`);
    }
    expect((await open.run('looks')).value()).toBe('0');
  });

  it('waits for the running cell and knows its names', async () => {
    const cell = open.run('await new Promise((resolve) => setTimeout(resolve, 50));\nconst finished = 1;');
    expect((await complete('finishe¦')).texts).toEqual(['finished']);
    await cell;
  });

  it('leaves the check alone, whatever is being written', async () => {
    await complete(
      "declare global { var orders: number }\nimport { a } from './not-there-yet.ts'; const twice = 'x'; twice.¦",
    );
    expect((await open.run('twice(orders.numRows())')).value()).toBe('4');
    writeFileSync(join(folder, 'not-there-yet.ts'), 'export const a = 1;');
    expect((await open.run("import { a } from './not-there-yet.ts';\na.toFixed(1)")).value()).toBe("'1.0'");
  });

  it('answers any text at any place, soon', async () => {
    const words = [
      'orders',
      '.',
      'raw',
      "array('",
      'd => d.',
      '{',
      '(',
      '`${',
      "'",
      '"',
      '/',
      'import ',
      ' from ',
      '//',
      '@',
    ];
    const part = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 8 }));
    const times: number[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 12 }),
        fc.integer({ min: -2, max: 90 }),
        async (parts, cursor) => {
          const code = parts.join('');
          const before = performance.now();
          const { start, end, items } = await open.session.complete(code, cursor);
          times.push(performance.now() - before);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(code.length);
          expect(items.every(({ text, kind }) => text !== '' && kind !== '')).toBe(true);
          await open.session.inspect(code, cursor, 1);
        },
      ),
      { numRuns: 60 },
    );
    expect(times.sort((a, b) => a - b)[times.length >> 1]).toBeLessThan(PATIENCE_MS);
  });

  it('answers for a place that is none, and after the end', async () => {
    expect((await open.session.complete('orders.', Number.NaN)).start).toBe(0);
    const other = open.session;
    await other.close();
    expect((await other.complete('orders.', 7)).items).toEqual([]);
    expect(await other.inspect('orders', 3, 0)).toBeUndefined();
    expect(await other.isComplete('f(')).toEqual({ status: 'incomplete', indent: '  ' });
  });
});
