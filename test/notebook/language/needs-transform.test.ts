import { describe, expect, it } from 'vitest';
import { needsTransform } from '#clientele/notebook/language/needs-transform';
import { parseCell } from '#clientele/notebook/language/parse-cell';
import { stripTypes } from '#clientele/notebook/language/strip-types';

const blanked = [
  'let a: number = 1',
  'interface A { x: number }',
  'type A = string',
  'declare const a: number; declare function f(): void; declare enum E { a } declare namespace N { const x: 1 }',
  'f<string>(x!) satisfies string as any',
  'class A<T> implements B { private readonly x?: T; declare y: string; static #z = 1; abstract?: 1 }',
  'function f(this: Date, a?: number): asserts a is 1 {}',
  'function f(a: string): void; function f(a: any) {}',
  "import type { A } from 'a'; import { type B, c } from 'b'; export type { A };",
  'const f = async <T,>(x: T): Promise<T> => x',
  'abstract class A { abstract m(): void }',
  'declare global { interface Window {} }',
];
const transformed = [
  'enum E { A }',
  'const enum E { A }',
  'namespace N { export const x = 1 }',
  'class A { constructor(private x: number) {} }',
  'class A { constructor(readonly x: number) {} }',
  'class A { constructor(override x: number) { super() } }',
  'function d(...a: unknown[]) {} @d class A {}',
  'class A { @d m() {} }',
  'class A { accessor x = 1 }',
  'using r = { [Symbol.dispose]() {} }',
  'await using r = { async [Symbol.asyncDispose]() {} }',
  '{ using r = null }',
  "import fs = require('fs')",
  'const n = <number>x',
];

describe('types', () => {
  it.each(blanked)('are blanked in place: %s', (source) => {
    const { file } = parseCell(source);
    expect(needsTransform(file)).toBe(false);
    expect(stripTypes(file).code.length).toBe(source.length);
  });

  it.each(transformed)('are transformed: %s', (source) => {
    expect(needsTransform(parseCell(source).file)).toBe(true);
  });
});
