import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellsInCheck } from '#clientele/notebook/language/cells-in-check';
import { parseCell } from '#clientele/notebook/language/parse-cell';

function checkedCells() {
  const files = new Map<string, string>();
  const cells = new CellsInCheck(files);
  const run = (source: string) => {
    if (cells.isFull) cells.makeRoom();
    const changed = cells.write(parseCell(source).file);
    cells.commit();
    return changed;
  };
  return { files, cells, run };
}

/** Files that cannot be reached, and names that a file wants of another that does not give them. */
function brokenImports(files: ReadonlyMap<string, string>): string[] {
  const given = (file: string): string[] =>
    [...files.get(file)!.matchAll(/^export \{ (.*) \}/gm)].flatMap(([, list]) =>
      list.split(', ').map((part) => part.split(' as ').at(-1)!),
    );
  return [...files].flatMap(([file, text]) =>
    [...text.matchAll(/^(?:import|export) \{ (.*) \} from '\.\/(.*)';$/gm)].flatMap(([, list, from]) => {
      if (!files.has(from)) return [`${file}: no ${from}`];
      const wanted = list.split(', ').map((part) => part.split(' as ')[0]);
      const known = given(from);
      return wanted.filter((name) => name !== '' && !known.includes(name)).map((name) => `${file}: ${name}`);
    }),
  );
}

describe('the cells that the checker knows', () => {
  it('are those of one notebook and the room for more, however often it ran', () => {
    const { files, run } = checkedCells();
    const notebook = [
      "import { join } from 'node:path';",
      'interface Order { revenue: number }',
      'const orders: Order[] = [];',
      'function total() { return orders.length }',
      'total() + join.length',
    ];
    for (let i = 0; i < 2000; i++) {
      run(notebook[i % notebook.length]);
      // The latest run of 5 cells and what those used, room for 256, a file of names for each 64, the draft.
      expect(files.size).toBeLessThanOrEqual(2 * 5 + 256 + 1 + 4 + 1);
    }
  });

  it('are those in use: what a cell names comes back with what that one uses', () => {
    const { files, run } = checkedCells();
    run('const a = 1;');
    run('const b = a;');
    run('declare global { interface Mine {} }');
    for (let i = 0; i < 500; i++) run(`const other${i} = 1;`);
    expect(['__cell_1.mts', '__cell_2.mts', '__cell_3.mts'].map((file) => files.has(file))).toEqual([
      false,
      false,
      true,
    ]);
    expect(run('const c = b;')).toEqual(['__cell_504.mts', '__names_1.mts']);
    expect(files.get('__cell_2.mts')).toBe(
      "const b = a;\nimport { a } from './__cell_1.mts';\nexport { b };",
    );
    expect(files.get('__cell_1.mts')).toContain('const a = 1;');
    expect(run('const d = b;')).toEqual(['__cell_505.mts']);
  });

  it('find every name they want, whatever ran in whatever order', () => {
    const cell = fc.record({
      name: fc.integer({ min: 0, max: 40 }),
      uses: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }),
      kind: fc.constantFrom('const', 'let', 'import', 'nothing'),
    });
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (some, times) => {
          const { files, cells, run } = checkedCells();
          for (let i = 0; i < times * 60; i++) {
            const { name, uses, kind } = some[(i * 7) % some.length];
            const known = uses.map((use) => `n${use + (i % 5)}`).filter((use) => cells.declared.has(use));
            const value = `[${known.join(', ')}]`;
            if (kind === 'nothing') run(value);
            else if (kind === 'import')
              run(`import { sep as n${name + (i % 9)} } from 'node:path'; ${value}`);
            else run(`${kind} n${name + (i % 9)} = ${value};`);
          }
          expect(brokenImports(files)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
