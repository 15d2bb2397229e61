import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { compileCell } from '#clientele/notebook/language/compile-cell';
import { parseCell } from '#clientele/notebook/language/parse-cell';

it('what a session remembers of a cell does not keep its syntax tree', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const compiled = (source: string) => {
    const { file } = parseCell(source);
    return { cell: compileCell(file, 'cell-1', new Set(), new Set()), tree: new WeakRef(file) };
  };
  const known = ['let a: number = 1;\nfunction f() { return a }', 'enum E { A }\nawait 1;\nlet e = E.A'].map(
    compiled,
  );
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
  }
  for (const { cell, tree } of known) {
    expect(tree.deref()).toBeUndefined();
    expect(cell.body.sourcePosition({ line: 1, column: 1 }).line).toBe(1);
  }
});
