import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCell } from '#clientele/notebook/language/compile-cell';
import { parseCell } from '#clientele/notebook/language/parse-cell';
import { positionAt } from '#clientele/notebook/language/position';

const compile = (source: string, globals: string[] = [], earlier: string[] = []) =>
  compileCell(parseCell(source).file, 'cell', new Set(globals), new Set(earlier));

describe('compileCell', () => {
  it('keeps lines and columns where the types can be blanked', () => {
    const { body } = compile('const a: number = 1;\n  f<string>(a as any);');
    expect(body.text.split('\n')[1]).toBe('  f        (a       );');
  });

  it('gives functions a script of their own, at their lines and columns', () => {
    const { before } = compile('let a = 1;\nasync function f(x: number) { return x }');
    const [, line] = before.at(-1)!.text.split('\n');
    expect(line).toMatch(/^f=async function\(x {8}\) \{ return x \}/);
  });

  // Every identifier `mark` followed by a number must be found where it was, through all rewritings.
  const source = fc.constantFrom(
    'const mark1 = await mark2(await mark3);\nfunction f(a: number) { return mark4 }\nfor await (const { item } of mark6) mark7(item);',
    'enum E { A }\nmark1(E.A);\nclass C { constructor(private n: number) {} m() { return mark2 } }',
    'const URL = mark1;\n({ URL, mark2 });\nvar mark3 = URL, [mark4] = [mark5]; mark6(import("x"), mark7)',
    'export async function* f<T>(a: T) { yield mark1 }; function g() { mark2 } mark3\nexport class K extends mark4 {}; mark5',
    'using r = mark1();\nawait mark2; mark3',
  );
  it('knows the place in the source for every place in a script', () => {
    fc.assert(
      fc.property(source, fc.constantFrom('', '\n', '  // comment\n\n'), (text, prefix) => {
        const cell = prefix + text;
        const compiled = compile(cell, ['URL']);
        for (const script of [...compiled.before, compiled.body]) {
          if (script.url === undefined) continue;
          for (const { 0: mark, index } of script.text.matchAll(/mark\d/g)) {
            const found = script.sourcePosition(positionAt(script.text, index));
            expect(found).toEqual(positionAt(cell, cell.indexOf(mark)));
          }
        }
      }),
    );
  });

  it('spells names of globalThis anew, in scope and nowhere else', () => {
    const joined = 'URL\u200d';
    const { body, shadowed } = compile(
      'const URL = 1; ({ URL, a: URL, URL: 2 }).URL; (URL) => URL; { let URL = 3; URL } globalThis.URL',
      ['URL'],
    );
    expect(shadowed).toEqual(['URL']);
    expect(body.text).toContain(
      `({ URL: ${joined}, a: ${joined}, URL: 2 }).URL; (URL) => URL; { let URL = 3; URL } globalThis.URL`,
    );
    expect(compile('new URL("a:b")', ['URL']).body.text).toContain('new URL("a:b")');
    expect(compile('new URL("a:b")', ['URL'], ['URL']).body.text).toContain(`new ${joined}("a:b")`);
  });

  it('refuses eval where it would find the wrong name', () => {
    expect(compile("const URL = 1; eval('URL')", ['URL']).refusal).toMatchObject({
      line: 1,
      column: 16,
      message:
        'eval finds the `URL` of Node here, not the one that a cell declares. Libraries use `URL`; rename the one in the cell.',
    });
    expect(compile("eval('1')", ['URL']).refusal).toBeUndefined();
  });

  it('says where an import stands', () => {
    const { before } = compile("const a = 1;\n  import b, { c as d } from 'x' with { type: 'json' };");
    expect(before[0]).toMatchObject({
      text: 'let { "default": b, "c": d } = await $import("x", {"with":{"type":"json"}}, ["default","c"]);',
      position: { line: 2, column: 3 },
    });
  });
});
