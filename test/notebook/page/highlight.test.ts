import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '#clientele/notebook/page/highlight';
import { plainText } from '#clientele/notebook/page/outline';

/** Tokens as `kind:text`. */
const tokens = (source: string) =>
  [
    ...highlight(source)
      .join('\n')
      .matchAll(/<span class="(.)">([^<]*)<\/span>/g),
  ].map(([, kind, text]) => `${kind}:${plainText(text)}`);

describe('highlight', () => {
  it.each([
    ['const n = 1_000.5e3;', ['k:const', 'n:1_000.5e3']],
    ["let s: string = 'a\\'b'; // end", ['k:let', 'k:string', "s:'a\\'b'", 'c:// end']],
    ['readTable<Row>(path)', ['f:readTable', 't:Row']],
    ['x.of(type: 1, from)', ['f:of', 'n:1', 'k:from']],
    ['`a $' + '{b({ c: `d` })} e`', ['s:`a $' + '{', 'f:b', 's:`d`', 's:} e`']],
    ['/* two\nlines */ new Map()', ['c:/* two', 'c:lines */', 'k:new', 'f:Map']],
  ])('%s', (source, expected) => {
    expect(tokens(source)).toEqual(expected);
  });

  it('keeps every character of every line, whatever it is', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('`', '${', '}', '{', '"', "'", '\\', '/*', '*/', '//', '\n', 'const '),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const source = pieces.join('');
        const back = highlight(source).map((line) =>
          line
            .replace(/<\/?span[^>]*>/g, '')
            .replaceAll('&lt;', '<')
            .replaceAll('&gt;', '>')
            .replaceAll('&quot;', '"')
            .replaceAll('&#39;', "'")
            .replaceAll('&amp;', '&'),
        );
        expect(back).toEqual(source.split('\n'));
      }),
    );
  });
});
