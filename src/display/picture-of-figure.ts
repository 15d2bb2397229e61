import { canDrawSvg, type DrawableFigure, figureSvg } from './figure-svg.js';
import { type PictureWords, pictureHtml } from './picture-html.js';

/** A chart takes at most this much of a saved notebook, with its data, words and picture. */
const MOST_BYTES = 60_000;
const LEAST_PICTURE = 8000;
const MOST_PICTURE = 40_000;
/** Of the bytes of the picture, in base64. */
const BASE64 = 4 / 3;

/**
 * The still picture of a figure as HTML; `undefined` where its kind of chart cannot be drawn.
 *
 * @param otherBytes - What the rest of the figure's bundle takes: the picture leaves out marks to fit beside it.
 */
export function pictureOfFigure(
  figure: DrawableFigure,
  words: PictureWords,
  otherBytes: number,
): string | undefined {
  if (!canDrawSvg(figure)) return undefined;
  const room = (MOST_BYTES - otherBytes) / BASE64 - 1000;
  const mostBytes = Math.max(LEAST_PICTURE, Math.min(MOST_PICTURE, room));
  return pictureHtml(figureSvg(figure, { mostBytes }), words);
}
