import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseNotebook } from 'clientele/notebook';
import fc from 'fast-check';
import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { eraseTypes } from '#clientele/notebook/language/erase-types';
import { needsTransform } from '#clientele/notebook/language/needs-transform';
import { parseCell } from '#clientele/notebook/language/parse-cell';
import { meaningOf } from './meaning.js';
import { typedPrograms } from './typed-programs.js';
import { TYPED_SNIPPETS } from './typed-snippets.js';

function erased(source: string): string {
  const { file, errors } = parseCell(source);
  expect(errors).toEqual([]);
  expect(needsTransform(file)).toBe(false);
  return eraseTypes(file);
}

/** The oracle: TypeScript's own transpiler. */
function transpiled(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    fileName: 'a.ts',
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force,
      verbatimModuleSyntax: true,
    },
  });
  return outputText;
}

const lineBreaks = (text: string) => [...text.matchAll(/[\n\r\u2028\u2029]/g)].map(({ index }) => index);

function expectSound(source: string): void {
  const code = erased(source);
  expectInPlace(source, code);
  const meaning = meaningOf(transpiled(source));
  expect(meaningOf(code)).toBe(meaning);
  const other = blankSourceFile(parseCell(source).file);
  if (means(other) === meaning) expect(characters(code)).toBe(characters(other));
}

/** Every character stands where it stood or is a blank, save `;` and the brackets of arrow functions. */
function expectInPlace(source: string, code: string): void {
  expect(code).toHaveLength(source.length);
  expect(lineBreaks(code)).toEqual(lineBreaks(source));
  const put = code.split('').filter((character, i) => character !== ' ' && character !== source[i]);
  expect(put.filter((character) => !';()'.includes(character))).toEqual([]);
}

/** What another eraser of types leaves, too; it spares semicolons, and takes comments along. */
function characters(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|\/\/.*|[\s;]/g, '');
}

function means(code: string): string | undefined {
  try {
    return meaningOf(code);
  } catch {
    return undefined;
  }
}

describe('eraseTypes', () => {
  it.each([
    ['let x: number = 1; // one', 'let x         = 1; // one'],
    ['total as number', 'total          '],
    ['a\ntype X = 1\n(b)', 'a\n;         \n(b)'],
    ['x = a as T\n[b]', 'x = a ;   \n[b]'],
    ['(a: A): {\n} => a', '(a       \n) => a'],
    ['return1(<\nT>(a) => a)', 'return1((\n   a) => a)'],
  ])('%j', (source, code) => expect(erased(source)).toBe(code));

  describe.each(Object.entries(TYPED_SNIPPETS))('%s', (_, snippets) => {
    it.each(snippets)('%j', (source) => expectSound(source));
  });

  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const files = ['src', 'test'].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${root}/${folder}/${name}`),
  );
  it('our own files', () => {
    for (const path of files) {
      const { file } = parseCell(readFileSync(path, 'utf8'));
      if (needsTransform(file)) continue;
      const code = eraseTypes(file);
      expectInPlace(file.text, code);
      expect(characters(code)).toBe(characters(blankSourceFile(file)));
    }
  });

  it('the cells of our notebooks', () => {
    const folder = `${root}/notebooks`;
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.ipynb'))) {
      for (const cell of parseNotebook(readFileSync(`${folder}/${name}`, 'utf8'), name).cells) {
        if (cell.cell_type === 'code') expectSound(cell.source);
      }
    }
  });

  it('programs put together at random', () => {
    fc.assert(
      fc.property(typedPrograms(), (source) => {
        const { file, errors } = parseCell(source);
        fc.pre(errors.length === 0 && !needsTransform(file) && means(transpiled(source)) !== undefined);
        expectSound(source);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('needsTransform', () => {
  it.each([
    ['an enum', 'enum E { A }'],
    ['a namespace', 'namespace N { export const a = 1 }'],
    ['a parameter property', 'class A { constructor(private x: T) {} }'],
    ['an import by assignment', 'import x = require("x")'],
    ['a decorator', '@d class A {}'],
    ['an accessor', 'class A { accessor x: T = 1 }'],
    ['using', 'using x = y'],
    ['an assertion in front', 'let x = <T>y'],
    ['a cast that groups a sum', 'a + b as T * c'],
    ['a cast that groups a power', 'a ** b as T ** c'],
    ['a cast that groups a sign', '-x as T ** 2'],
  ])('%s', (_, source) => {
    const { file, errors } = parseCell(source);
    expect(errors).toEqual([]);
    expect(needsTransform(file)).toBe(true);
  });
});
