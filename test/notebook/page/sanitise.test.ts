import { describe, expect, it } from 'vitest';
import { sanitise } from '#clientele/notebook/page/sanitise';

describe('sanitise', () => {
  it.each([
    ['<p onclick="x">a</p>', '<p>a</p>'],
    ['<a href="https://example.org">a</a>', '<a href="https://example.org" rel="noopener noreferrer">a</a>'],
    [
      '<a href="mailto:a@example.org">a</a>',
      '<a href="mailto:a@example.org" rel="noopener noreferrer">a</a>',
    ],
    ['<a href="#Über uns">a</a>', '<a href="#h-uber-uns">a</a>'],
    ['<a href="other.html">a</a>', '<a>a</a>'],
    ['<a href="javascript:x">a</a>', '<a>a</a>'],
    ['<p id="main" class="failure">a</p>', '<p>a</p>'],
    ['<p style="text-align: right; position: fixed">a</p>', '<p style="text-align: right">a</p>'],
    ['<p style="color: red">a</p>', '<p>a</p>'],
    [
      '<p style="color: #fff; background-color: rgb(1, 2, 3)">a</p>',
      '<p style="color: #fff; background-color: rgb(1, 2, 3)">a</p>',
    ],
    ['<iframe src="x"></iframe>', '<em class="left-out">Embedded page not shown</em>'],
    ['<img src="a.png" alt="plan">', '<em class="left-out">Picture not in this file: plan, a.png</em>'],
    ['<script>1</script><style>a{}</style>b', 'b'],
    ['<td colspan="2">a</td>', '<td colspan="2">a</td>'],
  ])('%s', async (html, safe) => {
    expect(await sanitise(html)).toBe(safe);
  });

  it('makes a picture of inline SVG', async () => {
    const html = await sanitise('<svg><title>A "circle"</title><circle r="4"/></svg>');
    const [, bytes] =
      /^<img src="data:image\/svg\+xml;base64,([^"]*)" alt="A &quot;circle&quot;" \/>$/.exec(html) ?? [];
    expect(Buffer.from(bytes ?? '', 'base64').toString()).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg"><title>A "circle"</title><circle r="4"/></svg>',
    );
  });
});
