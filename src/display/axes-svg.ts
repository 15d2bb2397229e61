import type { Axes } from './chart-axes.js';
import type { ChartAxis } from './chart-axis.js';
import { lineSvg } from './chart-marks.js';
import type { PlotArea } from './chart-traces.js';
import type { PlotlyObject } from './figure.js';
import { numberAt, objectAt, textAt } from './plotly-value.js';
import { plotlyLines, round, svgText, textHeight, textWidth } from './svg-text.js';

/** Pixels between the picture's edge and what stands in it. */
export const EDGE = 12;
const MUTED = '#555';
const GRID = '#e4e4e4';
const TICK_SIZE = 12;

/** The middle of the picture, with room for the names of its axes around it. */
export function areaOf(
  axes: ReadonlyMap<string, Axes>,
  layout: PlotlyObject,
  width: number,
  height: number,
  legend: number,
): PlotArea {
  const margin = objectAt(layout, 'margin');
  const room = {
    l: numberAt(margin, 'l', EDGE),
    r: numberAt(margin, 'r', EDGE),
    t: numberAt(margin, 't', EDGE),
    b: numberAt(margin, 'b', EDGE),
  };
  for (const { x, y } of axes.values()) {
    const xSide = x.spec.side === 'top' ? 't' : 'b';
    const ySide = y.spec.side === 'right' ? 'r' : 'l';
    const xTicks = isHidden(x)
      ? 0
      : Math.max(0, ...x.ticks.map(({ lines }) => textHeight(lines, TICK_SIZE))) + 8;
    const yTicks = isHidden(y)
      ? 0
      : Math.max(0, ...y.ticks.map(({ lines }) => textWidth(lines, TICK_SIZE))) + 8;
    room[xSide] = Math.max(room[xSide], EDGE + xTicks + titleRoom(x));
    if (!isHidden(x)) {
      // Half of a name that stands below the axis' start or end.
      const half = (isNear: (share: number) => boolean) =>
        Math.max(
          0,
          ...x.ticks.filter(({ share }) => isNear(share)).map(({ lines }) => textWidth(lines, TICK_SIZE)),
        ) / 2;
      room.l = Math.max(
        room.l,
        half((share) => share < 0.03),
      );
      room.r = Math.max(
        room.r,
        half((share) => share > 0.97),
      );
    }
    room[ySide] = Math.max(room[ySide], EDGE + yTicks + titleRoom(y));
  }
  room.r = Math.max(room.r, 20);
  room.t += legend;
  return {
    left: room.l,
    top: room.t,
    width: Math.max(40, width - room.l - room.r),
    height: Math.max(30, height - room.t - room.b),
  };
}

function isHidden({ spec }: ChartAxis): boolean {
  return spec.visible === false || spec.showticklabels === false;
}

function titleLines({ spec }: ChartAxis): string[] {
  if (spec.visible === false) return [];
  return plotlyLines(typeof spec.title === 'string' ? spec.title : objectAt(spec, 'title').text);
}

function titleRoom(axis: ChartAxis): number {
  const lines = titleLines(axis);
  return lines.length === 0 ? 0 : textHeight(lines, TICK_SIZE) + 6;
}

/** Grid, names of the places and title of a pair of axes. */
export function axesSvg({ x, y }: Axes, area: PlotArea): string {
  const parts: string[] = [];
  const [right, bottom] = [area.left + area.width, area.top + area.height];
  for (const [axis, isX] of [
    [x, true],
    [y, false],
  ] as const) {
    if (axis.spec.visible === false) continue;
    const isFar = axis.spec.side === (isX ? 'top' : 'right');
    const places = axis.ticks.map(({ share, lines }) => ({
      at: isX ? area.left + share * area.width : area.top + (1 - share) * area.height,
      lines,
    }));
    if (axis.spec.showgrid !== false) {
      const lines = places.map(({ at }) =>
        isX
          ? `M${round(at)} ${round(area.top)}V${round(bottom)}`
          : `M${round(area.left)} ${round(at)}H${round(right)}`,
      );
      if (lines.length > 0) parts.push(`<path d="${lines.join('')}" fill="none" stroke="${GRID}"/>`);
    }
    if (!isHidden(axis)) {
      const texts = places.map(({ at, lines }) =>
        isX
          ? svgText(lines, at, isFar ? area.top - 6 : bottom + 6, { vertical: isFar ? 'bottom' : 'top' })
          : svgText(lines, isFar ? right + 6 : area.left - 6, at),
      );
      const anchor = isX ? 'middle' : isFar ? 'start' : 'end';
      parts.push(`<g fill="${MUTED}" text-anchor="${anchor}">${texts.join('')}</g>`);
    }
    const zero = axis.share(0);
    if (axis.spec.zeroline === true && zero > 0 && zero < 1) {
      const at = isX ? area.left + zero * area.width : area.top + (1 - zero) * area.height;
      const style = {
        color: textAt(axis.spec, 'zerolinecolor', MUTED),
        width: numberAt(axis.spec, 'zerolinewidth', 1),
      };
      parts.push(
        lineSvg(
          isX
            ? [
                [at, area.top],
                [at, bottom],
              ]
            : [
                [area.left, at],
                [right, at],
              ],
          style,
        ),
      );
    }
    parts.push(axisTitle(axis, isX, isFar, area));
  }
  return parts.join('');
}

function axisTitle(axis: ChartAxis, isX: boolean, isFar: boolean, area: PlotArea): string {
  const lines = titleLines(axis);
  const ticks = isHidden(axis)
    ? 0
    : Math.max(
        0,
        ...axis.ticks.map((tick) =>
          isX ? textHeight(tick.lines, TICK_SIZE) : textWidth(tick.lines, TICK_SIZE),
        ),
      );
  if (isX) {
    const y = isFar ? area.top - ticks - 12 : area.top + area.height + ticks + 12;
    return svgText(lines, area.left + area.width / 2, y, {
      anchor: 'middle',
      vertical: isFar ? 'bottom' : 'top',
    });
  }
  const half = textHeight(lines, TICK_SIZE) / 2;
  const x = isFar ? area.left + area.width + ticks + 12 + half : area.left - ticks - 12 - half;
  return svgText(lines, x, area.top + area.height / 2, { anchor: 'middle', angle: -90 });
}
