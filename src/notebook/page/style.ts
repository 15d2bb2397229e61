const LIGHT = `color-scheme:light;--paper:#fdfcfa;--raised:#fff;--sunk:#f5f3ee;--ink:#1c1d1f;--muted:#5c5f66;--rule:#e6e2da;--edge:#c9c4b8;--accent:#0f5c70;--accent-soft:#e4eff1;--warn:#9a3412;--warn-soft:#fdf1e8;--mark:#fde9b8;--code-c:#66707a;--code-s:#22662f;--code-n:#8a4a00;--code-k:#8b2f6b;--code-t:#0b5a8a;--code-f:#4a3fa0;`;
const DARK = `color-scheme:dark;--paper:#15171a;--raised:#1d2024;--sunk:#1b1e22;--ink:#e8e6e1;--muted:#a2a7ae;--rule:#2e3238;--edge:#4a5058;--accent:#82c7d8;--accent-soft:#1d3137;--warn:#f5a97a;--warn-soft:#33231a;--mark:#5a4514;--code-c:#929ba5;--code-s:#95cf9d;--code-n:#e6b272;--code-k:#e49bc9;--code-t:#8cc8f0;--code-f:#b9b0f5;`;

/** Columns that `data-right` of a table can name. */
const RIGHT = Array.from({ length: 40 }, (_, j) => `[data-right~="${j + 1}"] tr>:nth-child(${j + 1})`).join(
  ',',
);

/** The page's style sheet. */
export const STYLE = `
:root{${LIGHT}
--serif:Charter,"Bitstream Charter","Iowan Old Style","Sitka Text",Cambria,"Noto Serif",Georgia,serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme]){${DARK}}}
@media screen{:root[data-theme=dark]{${DARK}}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1.5rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans);overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
button,input{font:inherit;color:inherit}
small{font-size:.86em;color:var(--muted);font-weight:400}
summary{cursor:pointer}
.skip{position:absolute;left:1rem;top:-5rem;z-index:9;background:var(--raised);padding:.6rem 1rem;border:1px solid var(--edge)}
.skip:focus{top:1rem}
[hidden]{display:none!important}

.page{max-width:62rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem) 4rem}
header{padding:clamp(2rem,6vw,4.5rem) 0 1.6rem}
h1{font:600 clamp(1.9rem,1.2rem + 3vw,3rem)/1.12 var(--serif);letter-spacing:-.018em;margin:0;max-width:22em;text-wrap:balance}
.meta{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.7rem 2rem;margin:1rem 0 0}
.facts{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:0;color:var(--muted);font-size:.9rem;font-variant-numeric:tabular-nums lining-nums}
.tools{display:flex;flex-wrap:wrap;gap:.5rem}
.tools button,.table-foot button{background:none;border:1px solid var(--edge);border-radius:999px;padding:.28rem .85rem;font-size:.82rem;line-height:1.4;cursor:pointer}
.tools button:hover,.table-foot button:hover:not(:disabled){border-color:var(--accent);color:var(--accent)}
.tools button[aria-pressed=true]{background:var(--accent-soft);border-color:var(--accent);color:var(--accent)}
main{border-top:1px solid var(--rule);padding-top:1.8rem}
main>*+*{margin-top:1.8rem}
main>.prose+.cell{margin-top:1rem}
footer{margin-top:4rem;border-top:1px solid var(--rule);padding-top:1.2rem;font-size:.86rem;color:var(--muted)}

.contents{font-size:.88rem;line-height:1.4;margin:0 0 1.5rem}
.contents summary{color:var(--muted);font-weight:600;padding:.5rem 0}
.contents ol{list-style:none;margin:0;padding:0}
.contents li a{display:block;padding:.3rem 0 .3rem .9rem;border-left:2px solid var(--rule);color:var(--muted);text-decoration:none}
.contents li.level-3 a{padding-left:1.8rem}
.contents li a:hover{color:var(--ink)}
.contents li a[aria-current]{color:var(--accent);border-color:var(--accent);font-weight:600}
.js:not(.ready) .contents ol,.js:not(.ready) figure>.data[open]>:not(summary){display:none}
@media (min-width:70rem){
.page.with-contents{max-width:80rem;display:grid;grid-template-columns:14rem minmax(0,1fr);column-gap:4rem;grid-template-rows:auto 1fr auto}
.with-contents>header,.with-contents>main,.with-contents>footer{grid-column:2}
.with-contents>.contents{grid-column:1;grid-row:2}
.contents details{position:sticky;top:2rem;max-height:calc(100vh - 4rem);overflow:auto;padding-top:1.4rem}
.contents summary{list-style:none;pointer-events:none;padding-top:0}
.contents summary::-webkit-details-marker{display:none}
}

.prose{font:1.09rem/1.68 var(--serif);max-width:42rem}
.prose>:first-child{margin-top:0}
.prose>:last-child{margin-bottom:0}
.prose p,.prose ul,.prose ol,.prose blockquote{margin:0 0 1em}
.prose p,figcaption span,.clientele-note{text-wrap:pretty}
.prose li{margin:.25em 0}
.prose .lead{font-size:1.24rem;line-height:1.55;color:var(--ink)}
.prose blockquote{margin-left:0;padding-left:1.1rem;border-left:3px solid var(--edge);color:var(--muted)}
.prose img{max-width:100%;height:auto}
.prose hr{border:0;border-top:1px solid var(--rule);margin:2rem 0}
.prose code,.prose kbd{font:.86em var(--mono);background:var(--sunk);padding:.1em .3em;border-radius:3px}
.prose pre{background:var(--sunk);padding:.8rem 1rem;border-radius:4px;white-space:pre-wrap;font-size:.86rem;line-height:1.5}
.prose pre code{background:none;padding:0;font-size:1em}
.prose mark,pre mark{background:var(--mark);color:var(--ink)}
.rich{max-width:none;font:.95rem/1.6 var(--sans)}
h2,h3,h4,h5,h6{font-family:var(--serif);line-height:1.25;letter-spacing:-.01em;text-wrap:balance;margin:1.6em 0 .6em;font-weight:600}
h2{font-size:1.7rem}
main>*+.prose:has(>h2:first-child){margin-top:3.6rem}
main>*+.prose:has(>h3:first-child){margin-top:2.6rem}
h3{font-size:1.28rem}
h4{font-size:1.08rem}
h5,h6{font-size:1rem}
a.self{color:inherit;text-decoration:none}
a.self:hover{text-decoration:underline}
.left-out{display:inline-block;font:italic .88rem/1.4 var(--sans);color:var(--muted);border:1px dashed var(--edge);border-radius:4px;padding:.25rem .6rem;margin:0;overflow-wrap:anywhere}

pre{font:.84rem/1.55 var(--mono);margin:0;tab-size:2}
.cell>*+*{margin-top:1rem}
.cell>details.code:not([open])+*{margin-top:.4rem}
.cell>.state+*{margin-top:.3rem}
details.code{font-size:.82rem}
details.code>summary{color:var(--muted);width:max-content;max-width:100%;padding:.1rem 0;list-style-position:inside}
details.code>summary:hover{color:var(--accent)}
details.code pre{background:var(--sunk);border-left:2px solid var(--edge);padding:.9rem 1.1rem;margin-top:.4rem;white-space:pre-wrap;overflow-wrap:anywhere}
code .c{color:var(--code-c);font-style:italic}
code .s{color:var(--code-s)}
code .n{color:var(--code-n)}
code .k{color:var(--code-k)}
code .t{color:var(--code-t)}
code .f{color:var(--code-f)}
pre.stream,pre.text{background:var(--sunk);border-radius:4px;padding:.8rem 1.1rem;max-height:26rem;overflow:auto;font-size:.8rem}
pre.stderr{border-left:3px solid var(--code-n)}
.ansi-bold{font-weight:700}.ansi-dim{color:var(--muted)}.ansi-italic{font-style:italic}.ansi-underline{text-decoration:underline}
.ansi-red{color:var(--warn)}.ansi-green{color:var(--code-s)}.ansi-yellow{color:var(--code-n)}.ansi-blue{color:var(--code-t)}.ansi-magenta{color:var(--code-k)}.ansi-cyan{color:var(--accent)}

.failure,.error{background:var(--warn-soft);border-left:4px solid var(--warn);padding:1rem 1.2rem;border-radius:0 4px 4px 0}
.failure{margin-top:1.6rem}
.failure p{margin:0 0 .6rem}
.failure strong,.error strong{color:var(--warn)}
.failure a{color:inherit;font-weight:600}
.failure pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
.error p{margin:0}
.error .message{white-space:pre-wrap;font-family:var(--mono);font-size:.86rem;margin-top:.3rem;overflow-wrap:anywhere}
.error details{margin-top:.6rem;font-size:.84rem}
.error pre{overflow:auto;margin-top:.4rem;font-size:.8rem}
.cell.failed{scroll-margin-top:1rem}
.state{font-size:.82rem;font-weight:600;margin:0;color:var(--muted)}
.failed>.state{color:var(--warn)}
.not-run{border-left:2px dashed var(--edge);padding-left:1rem}

figure.chart{margin:0}
.cell>*+figure.chart,.cell>figure.chart+*{margin-top:1.4rem}
figcaption strong{display:block;font:600 1.16rem/1.35 var(--serif)}
figcaption span{display:block;color:var(--muted);font-size:.92rem;max-width:46rem;margin-top:.15rem}
.plot{margin-top:.6rem;display:none;max-width:100%}
.js .plot{display:block}
.js .without-scripts{display:none}
.alternative{margin:.6rem 0;max-width:46rem;font-size:.92rem}
.js figure:not(.undrawn):has(.plot) .alternative{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;margin:0}
figure.chart{position:relative}
.source{font-size:.8rem;color:var(--muted);margin:.35rem 0 0}
figure .data{font-size:.84rem;margin-top:.4rem}
figure .data>summary{color:var(--muted);width:max-content}
figure .data>summary:hover{color:var(--accent)}
img.picture{display:block;max-width:100%;height:auto;background:#fff}
.js-plotly-plot .plotly .modebar{opacity:0;transition:opacity .2s}
.js-plotly-plot:hover .plotly .modebar,.js-plotly-plot:focus-within .plotly .modebar{opacity:1}

.clientele-scroll{container-type:inline-size;overflow-x:auto;max-width:100%;margin:.4rem 0;background:linear-gradient(90deg,var(--paper) 30%,transparent) 0/2.5rem 100% local,linear-gradient(270deg,var(--paper) 30%,transparent) 100%/2.5rem 100% local,linear-gradient(90deg,var(--rule),transparent) 0/.7rem 100% scroll,linear-gradient(270deg,var(--rule),transparent) 100%/.7rem 100% scroll;background-repeat:no-repeat}
table{border-collapse:collapse;border-bottom:1px solid var(--edge);font:.875rem/1.45 var(--sans);font-variant-numeric:tabular-nums lining-nums}
.table table{min-width:min(100%,32rem)}
caption{position:sticky;left:0;max-width:100cqi;text-align:left;font:600 1.16rem/1.35 var(--serif);padding:0 0 .55rem}
figure caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;padding:.42rem 1.4rem .42rem 0;vertical-align:top;border-top:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:.2rem}
th{font-weight:600}
tbody th{font-weight:500}
thead th{border-top:0;padding-top:0;border-bottom:1px solid var(--edge);vertical-align:bottom;color:var(--muted);font-size:.8rem;line-height:1.3}
thead th small{display:block}
tbody tr:first-child>*{border-top:0}
tbody tr:hover>*{background:var(--sunk)}
${RIGHT}{text-align:right}
td{overflow-wrap:normal}
.sort{position:relative;background:none;border:0;padding:0;margin:0;font:inherit;text-align:inherit;cursor:pointer;color:inherit}
.sort::after{content:"";position:absolute;left:calc(100% + .15em);bottom:0}
[aria-sort] .sort{color:var(--accent)}
[aria-sort=ascending] .sort::after{content:"↑"}
[aria-sort=descending] .sort::after{content:"↓"}
.sort:hover{color:var(--accent)}
.table-top{margin:.5rem 0 .2rem;font:.86rem/1.4 var(--sans)}
.table-top input{width:min(100%,16rem);background:var(--raised);border:1px solid var(--edge);border-radius:4px;padding:.32rem .6rem}
.table-foot{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin:.5rem 0 0;font-size:.82rem;color:var(--muted);font-variant-numeric:tabular-nums}
.table-foot button{color:var(--muted);padding:.16rem .7rem}
.table-foot button:disabled{opacity:.45;cursor:default}
.clientele-note{font-size:.8rem;color:var(--muted);margin:.45rem 0 0;max-width:46rem}
.clientele-meanings{font-size:.82rem;color:var(--muted);margin-top:.3rem}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.25rem 1.4rem;margin:.6rem 0}
dt{font-weight:600}
dd{margin:0;overflow-wrap:anywhere}

.clientele-cards-title{margin:0 0 .8rem}
.clientele-deck{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17.5rem),1fr));gap:1.2rem}
.clientele-card{background:var(--raised);border:1px solid var(--rule);border-radius:4px;padding:1.1rem 1.25rem 1.2rem;font-size:.92rem;line-height:1.5;break-inside:avoid}
.clientele-card>:is(h2,h3,h4){font-size:1.25rem;margin:0}
.clientele-subtitle{color:var(--muted);margin:.15rem 0 .9rem;font-size:.88rem;font-variant-numeric:tabular-nums}
.clientele-card ul{margin:.2rem 0 .9rem;padding:0;list-style:none}
.clientele-card li{margin:.3rem 0}
.clientele-card :is(h3,h4,h5,h6):not(:first-child){font:600 .8rem/1.4 var(--sans);letter-spacing:0;color:var(--muted);margin:.9rem 0 .1rem}
.clientele-unproven{border:1px dashed var(--warn);border-radius:4px;padding:.3rem .5rem;background:var(--warn-soft)}
.clientele-mark{font:600 .72rem/1.4 var(--sans);border:1px solid currentColor;border-radius:999px;padding:.02rem .45rem;white-space:nowrap;color:var(--muted)}
.clientele-detail{display:block;color:var(--muted);font-size:.85em;font-variant-numeric:tabular-nums}
.clientele-unproven .clientele-mark{color:var(--warn)}
.clientele-evidence{font-size:.82rem;color:var(--muted);border-top:1px solid var(--rule);padding-top:.6rem}
.clientele-evidence span{display:block;font-family:var(--mono);font-size:.92em;overflow-wrap:anywhere}
.file{display:flex;flex-wrap:wrap;gap:.1rem .9rem;margin:0;padding:.7rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);font-size:.92rem}
.cell>.file+.file{margin-top:0;border-top:0}
.file a,.file strong{font-weight:600}
.file code{font:.86em/1.9 var(--mono);color:var(--muted)}
.file span{color:var(--muted);flex-basis:100%}
.provenance summary{font-weight:600}
.provenance pre{white-space:pre-wrap;font-size:.74rem}

@media print{
@page{margin:16mm 15mm}
:root,:root[data-theme]{${LIGHT}--paper:#fff}
body{font-size:10.5pt}
.page,.page.with-contents{display:block;max-width:none;padding:0}
header{padding:0 0 1rem}
.tools,.skip,.contents,details.code,.table-top,.table-foot button,figure .data:not([open]),.modebar{display:none!important}
.cell.failed details.code{display:block!important}
main{border-top:0;padding-top:0}
h2,h3,h4,figcaption,caption{break-after:avoid}
figure.chart,.clientele-card,tr,.failure,.error,img{break-inside:avoid}
.clientele-scroll,pre.stream,pre.text{overflow:visible;max-height:none;background:none}
pre{white-space:pre-wrap}
.clientele-deck{grid-template-columns:1fr 1fr}
.js figure:has(.plot):not(.drawn) .alternative{position:static;width:auto;height:auto;clip-path:none;white-space:normal}
.plot{margin-left:0}
figure:not(.drawn) .plot{display:none}
a{color:inherit;text-decoration:none}
.prose{max-width:none}
.sheet{page:sheet;zoom:.8}
.sheet .tools,.sheet .facts,.sheet footer,.sheet .table-foot,.sheet .clientele-evidence{display:none!important}
.sheet h1{font-size:1.9rem}
.sheet header{padding:0 0 .3rem}
.sheet main>*+*,.sheet figure.chart{margin-top:.9rem;margin-bottom:0}
.sheet th,.sheet td{padding:.22rem .8rem .22rem 0}
.sheet table{width:100%}
.sheet .clientele-note{max-width:none;margin-top:.25rem}
.sheet figcaption span{font-size:.85rem;max-width:none}
.sheet .clientele-card{padding:.6rem .8rem;line-height:1.38}
.sheet .clientele-deck{gap:.8rem}
.sheet .clientele-card li{margin:.12rem 0}
.sheet .clientele-subtitle{margin-bottom:.4rem}
.sheet .clientele-card :is(h3,h4,h5,h6):not(:first-child){margin-top:.5rem}
.sheet .clientele-card ul{margin-bottom:.4rem}
}
@page sheet{margin:10mm 12mm}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`.replace(/\n/g, '');
