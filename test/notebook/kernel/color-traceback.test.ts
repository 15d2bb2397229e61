import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorTraceback } from '#clientele/notebook/kernel/color-traceback';

const traceback = [
  'RangeError: too far',
  'notebook, cell 1, line 2\n1 | const a = 1;\n2 | far(a)\n  | ~~~',
  '    at far, notebook, cell 1, line 2',
];

describe('colorTraceback', () => {
  it('colours the name, the numbers, the marks and the frames', () => {
    expect(colorTraceback('RangeError', traceback)).toEqual([
      '\u001b[31mRangeError\u001b[0m: too far',
      'notebook, cell 1, line 2\n\u001b[32m1 |\u001b[0m const a = 1;\n\u001b[32m2 |\u001b[0m far(a)\n\u001b[31m  | ~~~\u001b[0m',
      '\u001b[2m    at far, notebook, cell 1, line 2\u001b[0m',
    ]);
  });

  it('changes no letter of it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (lines) => {
        const plain = lines.map((line) => stripVTControlCharacters(line));
        expect(colorTraceback('Error', plain).map((line) => stripVTControlCharacters(line))).toEqual(plain);
      }),
    );
  });

  it('leaves a traceback with colours of its own', () => {
    const own = ['\u001b[34mError: blue\u001b[0m'];
    expect(colorTraceback('Error', own)).toEqual(own);
  });
});
