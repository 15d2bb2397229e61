import type { MimeBundle } from './bundle.js';
import { chartLibraryKind } from './chart-kinds.js';
import { canDrawSvg, type DrawableFigure, figureSvg } from './figure-svg.js';
import { liveScript } from './live-script.js';
import { packedChart } from './packed-chart.js';
import { type PictureWords, pictureHtml } from './picture-html.js';
import { textAt } from './plotly-value.js';
import { svgAddress } from './svg-address.js';

/** A chart takes at most this much of a saved notebook, with its data, words and picture. */
const MOST_BYTES = 60_000;
const LEAST_PICTURE = 5000;
const MOST_PICTURE = 40_000;
/** What JSON adds to the HTML. */
const QUOTES = 500;

/**
 * A figure as HTML: a still picture, and a script by which the library draws the chart in its place where there is
 * one. `undefined` where its kind of chart can be drawn neither way.
 *
 * @param otherBytes - What the rest of the figure's bundle takes, see `savedLength`. The picture leaves out marks to fit beside it;
 *   where the chart's data do not fit a second time, the picture is all.
 */
export function chartHtml(
  figure: DrawableFigure,
  words: PictureWords,
  otherBytes: number,
): string | undefined {
  const types = figure.data.map((trace) => textAt(trace, 'type', 'scatter'));
  const isLive = figure.data.length > 0 && chartLibraryKind(types) !== undefined;
  const hasPicture = canDrawSvg(figure);
  if (!isLive && !hasPicture) return undefined;
  const room = MOST_BYTES - QUOTES - otherBytes - pictureHtml('', words).length;
  const forScript = room - (hasPicture ? LEAST_PICTURE : 0);
  const scripts = isLive ? ([16, 12, 10] as const).map((bits) => liveScript(packedChart(figure, bits))) : [];
  const script = scripts.find(({ length }) => length <= forScript) ?? '';
  if (script === '' && !hasPicture) return undefined;
  const picture = (mostBytes: number) =>
    hasPicture
      ? figureSvg(figure, { mostBytes: Math.max(LEAST_PICTURE, Math.min(MOST_PICTURE, mostBytes)) })
      : '';
  // What a reader sees without a kernel goes before what only a kernel draws.
  const small = picture(room - script.length);
  const isBoth = addressLength(small) + script.length <= room;
  return isBoth || script === ''
    ? pictureHtml(hasPicture ? small : undefined, words) + script
    : pictureHtml(picture(room), words);
}

function addressLength(svg: string): number {
  return svg === '' ? 0 : svgAddress(svg).length;
}

/** Characters of a bundle in a saved notebook, where every number and every brace has a line of its own. */
export function savedLength(bundle: MimeBundle): number {
  return JSON.stringify({ cells: [{ outputs: [{ data: bundle }] }] }, null, 1).length;
}
