import { type Axes, partOf } from './chart-axes.js';
import { barSvg, lineSvg } from './chart-marks.js';
import type { PlotArea } from './chart-traces.js';
import { escapeHtml } from './escape-html.js';
import type { PlotlyObject } from './figure.js';
import { numberAt, objectAt, objectsAt, textAt } from './plotly-value.js';
import { plotlyLines, round, svgText, textHeight, textWidth } from './svg-text.js';

const INK = '#222222';
const MUTED = '#555555';

/** Place of a coordinate that is given by an axis or as a share of the picture. */
function placeOn(value: unknown, ref: string, axes: ReadonlyMap<string, Axes>, area: PlotArea): number {
  const isX = !ref.startsWith('y');
  if (ref === 'paper') return Number.NaN;
  const pair = [...axes].find(([key]) => key.split(' ')[isX ? 0 : 1] === ref) ?? [...axes][0];
  const part = partOf(area, pair[1]);
  return isX
    ? part.left + pair[1].x.share(value) * part.width
    : part.top + (1 - pair[1].y.share(value)) * part.height;
}

function place(
  object: PlotlyObject,
  side: 'x' | 'y',
  name: string,
  axes: ReadonlyMap<string, Axes>,
  area: PlotArea,
): number {
  const ref = textAt(object, `${side}ref`, side).replace(/ domain$/, '');
  if (ref !== 'paper' && !textAt(object, `${side}ref`).endsWith(' domain'))
    return placeOn(object[name], ref, axes, area);
  const share = numberAt(object, name, 0.5);
  return side === 'x' ? area.left + share * area.width : area.top + (1 - share) * area.height;
}

/** Lines, rectangles and ellipses of the layout. */
export function shapesSvg(layout: PlotlyObject, axes: ReadonlyMap<string, Axes>, area: PlotArea): string[] {
  return objectsAt(layout, 'shapes').map((shape) => {
    const [x0, x1, y0, y1] = (['x0', 'x1', 'y0', 'y1'] as const).map((name) =>
      place(shape, name[0] as 'x' | 'y', name, axes, area),
    );
    if (![x0, x1, y0, y1].every(Number.isFinite)) return '';
    const line = objectAt(shape, 'line');
    const style = {
      color: textAt(line, 'color', INK),
      width: numberAt(line, 'width', 2),
      dash: textAt(line, 'dash', 'solid'),
    };
    const opacity = numberAt(shape, 'opacity', 1);
    if (shape.type === 'line')
      return lineSvg(
        [
          [x0, y0],
          [x1, y1],
        ],
        style,
      );
    const more = `${opacity < 1 ? ` opacity="${round(opacity)}"` : ''}${style.width > 0 ? ` stroke="${escapeHtml(style.color)}" stroke-width="${round(style.width)}"` : ''}`;
    if (shape.type === 'rect') return barSvg([x0, y0], [x1, y1], textAt(shape, 'fillcolor', 'none'), more);
    if (shape.type !== 'circle') return '';
    return `<ellipse cx="${round((x0 + x1) / 2)}" cy="${round((y0 + y1) / 2)}" rx="${round(Math.abs(x1 - x0) / 2)}" ry="${round(Math.abs(y1 - y0) / 2)}" fill="${escapeHtml(textAt(shape, 'fillcolor', 'none'))}"${more}/>`;
  });
}

/** Texts of the layout, with the line to what they are about. */
export function annotationsSvg(
  layout: PlotlyObject,
  axes: ReadonlyMap<string, Axes>,
  area: PlotArea,
): string[] {
  return objectsAt(layout, 'annotations').map((annotation) => {
    const [x, y] = [place(annotation, 'x', 'x', axes, area), place(annotation, 'y', 'y', axes, area)];
    if (![x, y].every(Number.isFinite)) return '';
    const arrow =
      annotation.showarrow === false
        ? [0, 0]
        : [numberAt(annotation, 'ax', -10), numberAt(annotation, 'ay', -30)];
    const [tx, ty] = [x + arrow[0], y + arrow[1]];
    const anchor = textAt(annotation, 'xanchor');
    const vertical = textAt(annotation, 'yanchor');
    const font = objectAt(annotation, 'font');
    const lines = plotlyLines(annotation.text);
    const [textX, textY] = [tx + numberAt(annotation, 'xshift', 0), ty - numberAt(annotation, 'yshift', 0)];
    const ground = groundSvg(annotation, lines, textX, textY);
    const text =
      ground +
      svgText(lines, textX, textY, {
        anchor: anchor === 'left' ? 'start' : anchor === 'right' ? 'end' : 'middle',
        vertical:
          vertical === 'top'
            ? 'top'
            : vertical === 'bottom' || annotation.showarrow !== false
              ? 'bottom'
              : 'middle',
        size: Math.min(16, numberAt(font, 'size', 12)),
        color: textAt(font, 'color'),
      });
    return annotation.showarrow === false
      ? text
      : `${lineSvg(
          [
            [x, y],
            [tx, ty],
          ],
          { color: MUTED, width: 1 },
        )}${text}`;
  });
}

/** What stands behind a text, so that it can be read. */
function groundSvg(annotation: PlotlyObject, lines: readonly string[], x: number, y: number): string {
  const color = textAt(annotation, 'bgcolor');
  if (color === '') return '';
  const size = Math.min(16, numberAt(objectAt(annotation, 'font'), 'size', 12));
  const [width, height] = [textWidth(lines, size) + 4, textHeight(lines, size) + 4];
  const anchor = textAt(annotation, 'xanchor');
  const vertical = textAt(annotation, 'yanchor');
  const left = anchor === 'left' ? x - 2 : anchor === 'right' ? x - width + 2 : x - width / 2;
  const isBottom = vertical === 'bottom' || (vertical !== 'top' && annotation.showarrow !== false);
  const top = vertical === 'top' ? y - 2 : isBottom ? y - height + 2 : y - height / 2;
  return barSvg([left, top], [left + width, top + height], color);
}
