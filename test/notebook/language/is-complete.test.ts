import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComplete } from '#clientele/notebook/language/is-complete';

describe('isComplete', () => {
  it.each([
    '',
    'const k = 4;',
    'orders',
    'await fetch(url)',
    'if (a) { b }',
    '`a ${b}`',
    '// a comment',
    '/* one { */ a',
    'a // {',
    'enum Size { S, L }',
    '@dec class A { @dec m() {} }',
    'declare function f(): void',
    'function f(): void;',
    'function f(a: string): void;\nfunction f(a: unknown) {}',
    'const r = /[({]/;',
    'label: for (;;) { break label }',
    "'😀'",
  ])('%j can be run', (code) => expect(isComplete(code)).toEqual({ status: 'complete' }));

  it.each([
    // Open brackets: one step deeper than the line of the innermost.
    ['if (a) {', '  '],
    ['if (a) {\n  for (const b of c) {\n    d();', '    '],
    ['orders.filter((d) => {', '  '],
    ['kmeans(orders, {\n  k: 4,', '  '],
    ['  const a = [1,', '    '],
    ['class A {\n  m() {', '    '],
    ['const a = { b: (', '  '],
    ['f(/[)]/, {', '  '],
    ['f(`${a}`, {', '  '],
    // In the middle of an expression: one step.
    ['const total =', '  '],
    ['a +', '  '],
    ['a + // and', '  '],
    ['orders.', '  '],
    ['orders\n  .filter(f)\n  .', '  '],
    ['(a) =>', '  '],
    ['type A =', '  '],
    ['{\n  const a =', '    '],
    ['for (const x of y)', '  '],
    ['if (a) b; else', '  '],
    // What comes next stands at the margin.
    ['@dec', ''],
    ['try { a }', ''],
    ['do { a }', ''],
    ['function f()', ''],
    ['function f(a: string): void', ''],
    ['class A', ''],
    ['import', ''],
    ['import { a }', ''],
    ['export', ''],
    // In a text or a comment white space would belong to it.
    ['const a = `one', ''],
    ['`${a} two', ''],
    ['f(`one\n', ''],
    ['/* one', ''],
    ["const a = 'one\\", ''],
  ])('%j wants more, indented by %j', (code, indent) => {
    expect(isComplete(code)).toEqual({ status: 'incomplete', indent });
  });

  it.each([
    ')',
    '}',
    'let 1x',
    'a b',
    "const a = 'one",
    "'one\ntwo'",
    '/re',
    'else',
    'f(a b',
    'const = 4',
    '#',
  ])('%j is wrong whatever comes', (code) => expect(isComplete(code)).toEqual({ status: 'invalid' }));

  it('answers for any text', () => {
    const scrap = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      '`',
      '${',
      "'",
      '"',
      '/',
      '*',
      '@',
      '=>',
      '\\',
    );
    const text = fc.array(fc.oneof(scrap, fc.string({ unit: 'grapheme' })), { maxLength: 30 });
    fc.assert(
      fc.property(text, (parts) => {
        expect(['complete', 'incomplete', 'invalid']).toContain(isComplete(parts.join('')).status);
      }),
      { numRuns: 300 },
    );
  });
});
