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
