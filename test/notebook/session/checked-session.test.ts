import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenSession, openSession } from './open-session.js';

let folder: string;
let open: OpenSession;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clientele session '));
  open = await openSession({ folder, check: true });
});
afterAll(async () => {
  await open.session.close();
  rmSync(folder, { recursive: true });
});

describe('a session that checks', () => {
  it('does not run a cell with type errors, and says where they are', async () => {
    const cell = await open.run("console.log('ran');\nconst n: number = 'x';");
    expect(cell.text()).toBe('');
    expect(cell.error).toEqual({
      output_type: 'error',
      kind: 'type',
      ename: 'TypeScriptError',
      evalue: "Type 'string' is not assignable to type 'number'.",
      line: 2,
      column: 7,
      traceback: [
        `orders.ipynb, cell 1, line 2, column 7: Type 'string' is not assignable to type 'number'. (TS2322)
1 | console.log('ran');
2 | const n: number = 'x';
  |       ~`,
      ],
    });
    expect(cell.outputs).toHaveLength(1);
  });

  it('lets types be imported like values', async () => {
    const cell = await open.run(
      "import { tableOf, Table } from 'clientele';\nconst t: Table<{ id: string }> = tableOf({ id: ['a'] });\nt.numRows()",
    );
    expect(cell.value()).toBe('1');
  });

  it('shows no more than ten errors', async () => {
    const { error } = await open.run(Array.from({ length: 14 }, (_, i) => `missing${i};`).join('\n'));
    expect(error?.traceback).toHaveLength(11);
    expect(error?.traceback.at(-1)).toBe('… and 4 more');
  });

  it('runs local modules in TypeScript, on every Node', async () => {
    writeFileSync(
      join(folder, 'prices.ts'),
      "import { base } from './base.js';\nexport enum Kind { a = base }\n",
    );
    writeFileSync(join(folder, 'base.ts'), 'export const base: number = 7;\n');
    const cell = await open.run(
      "import { Kind } from './prices.ts';\nimport { base } from './base.ts';\n[Kind.a, base]",
    );
    expect(cell.error?.traceback).toBeUndefined();
    expect(cell.value()).toBe('[ 7, 7 ]');
  });

  it('reports the progress of a long call and its warnings', async () => {
    const cell = await open.run("import { currentTask } from 'clientele';\ncurrentTask().warn('careful');");
    expect(cell.text('stderr')).toBe('careful\n');
  });

  it('runs a line below @ts-ignore or @ts-expect-error, and warns', async () => {
    const cell = await open.run(`// @ts-ignore: it is meant so
// and so on
const ignored: number = 'x';
/* @ts-expect-error */
const expected: number = 'y';
// @ts-expect-error
const fine: number = 3;
[ignored, expected, fine]`);
    expect(cell.text('stderr').split('\n')).toEqual([
      "Warning: orders.ipynb, cell 6, line 3, column 7: Type 'string' is not assignable to type 'number'. (TS2322)",
      "Warning: orders.ipynb, cell 6, line 5, column 7: Type 'string' is not assignable to type 'number'. (TS2322)",
      "Warning: orders.ipynb, cell 6, line 6, column 1: Unused '@ts-expect-error' directive. (TS2578)",
      '',
    ]);
    expect(cell.value()).toBe("[ 'x', 'y', 3 ]");
    // The line after the one that is covered is not, and nothing of the cell runs.
    const { error, outputs } = await open.run(
      "// @ts-ignore\nconst a: number = 'x';\nconst b: number = 'y';",
    );
    expect(error).toMatchObject({ kind: 'type', line: 3 });
    expect(outputs).toHaveLength(1);
  });

  it('runs a cell that begins with @ts-nocheck, and knows its names and types afterwards', async () => {
    const cell = await open.run("// @ts-nocheck\nconst wrong: number = 'x';\nwrong");
    expect(cell.value()).toBe("'x'");
    expect((await open.run('wrong.toFixed')).error).toBeUndefined();
    expect((await open.run('wrong.nothing')).error?.kind).toBe('type');
  });

  it('may run every cell and warn, and knows names and types all the same', async () => {
    await open.session.close();
    open = await openSession({ folder, check: 'warn' });
    const cell = await open.run("const wrong: number = 'x';\nwrong");
    expect(cell.text('stderr')).toBe(
      "Warning: orders.ipynb, cell 1, line 1, column 7: Type 'string' is not assignable to type 'number'. (TS2322)\n",
    );
    expect(cell.value()).toBe("'x'");
    const later = await open.run('wrong.nothing');
    expect(later.text('stderr')).toContain("Property 'nothing' does not exist on type 'number'.");
    expect(later.status).toBe('ok');
    expect((await open.run('const = 1')).error?.kind).toBe('syntax');
    expect((await open.run('null!.x')).error?.kind).toBe('thrown');
  });

  it('knows the types of local modules as they are now, in whatever folder, and by the paths of the project', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'clientele beside '));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      '{ "compilerOptions": { "paths": { "@here/*": ["./*"] } } }',
    );
    writeFileSync(join(outside, 'rate.ts'), 'export const rate = 1;');
    writeFileSync(join(folder, 'here.ts'), 'export const here = 1;');
    await open.session.close();
    const other = await openSession({ folder, check: true });
    const cell = `import { rate } from '${outside}/rate.ts';\nimport { here } from '@here/here';\nconst n: number = rate * here; n`;
    expect((await other.run(cell)).value()).toBe('1');
    writeFileSync(join(outside, 'rate.ts'), "export const rate = 'one';");
    expect((await other.run(cell)).error).toMatchObject({ kind: 'type', line: 3 });
    writeFileSync(join(outside, 'rate.ts'), 'export const rate = 3;');
    expect((await other.run(cell)).value()).toBe('3');
    await other.session.close();
    rmSync(outside, { recursive: true });
  });
});
