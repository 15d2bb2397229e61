import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ansiHtml } from '#clientele/notebook/page/ansi-html';

const esc = '\u001b';

describe('ansiHtml', () => {
  it.each([
    [`${esc}[31mred${esc}[0m plain`, '<span class="ansi-red">red</span> plain'],
    [
      `${esc}[1;32mboth${esc}[22mgreen`,
      '<span class="ansi-bold ansi-green">both</span><span class="ansi-green">green</span>',
    ],
    [
      `${esc}[31ma${esc}[32mb${esc}[39mc`,
      '<span class="ansi-red">a</span><span class="ansi-green">b</span>c',
    ],
    [`${esc}[38;5;196ma${esc}[48;2;1;2;3mb`, 'ab'],
    [`${esc}[2K${esc}[1Aa${esc}]8;;https://example.org${esc}\\b${esc}]8;;${esc}\\`, 'ab'],
    ['10%\r50%\r100%', '100%'],
    ['a\r\nb', 'a\nb'],
    ['a\rb\r\nc', 'b\nc'],
    ['<b>&\u0000', '&lt;b&gt;&amp;'],
    [`${esc}[91mbright`, '<span class="ansi-red">bright</span>'],
    [`${esc}[31ma\nb`, '<span class="ansi-red">a</span>\n<span class="ansi-red">b</span>'],
  ])('%j', (text, html) => {
    expect(ansiHtml(text)).toBe(html);
  });

  it('writes no tag but its spans, each closed', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(`${esc}[31m`, `${esc}[0m`, `${esc}[1;4m`, `${esc}[`, esc, '\n', '\r', '<', '"'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const rest = ansiHtml(pieces.join('')).replace(
          /<span class="ansi-[a-z]+(?: ansi-[a-z]+)*">([^<>]*)<\/span>/g,
          '$1',
        );
        expect(rest).not.toMatch(/[<>"]/);
      }),
    );
  });
});
