import { isDark } from './theme.js';

const LIGHT = ['#1f6f8b', '#c4622d', '#4d8a4f', '#8a5aa3', '#a8842c', '#5a6b7d', '#b24a6a', '#3f7f7a'];
const DARK = ['#6db7d2', '#e59a6b', '#8cc78d', '#c39bd8', '#dcbc6a', '#a5b4c3', '#e58ba6', '#7cc4be'];

/** The layout with the page's own type and colours where it says nothing else. */
export function themedLayout(layout: Record<string, unknown>, place: HTMLElement, width?: number): object {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const narrow = (width ?? place.clientWidth) < 480;
  const axis = {
    automargin: true,
    gridcolor: color('rule'),
    linecolor: color('edge'),
    zerolinecolor: color('edge'),
    tickcolor: color('edge'),
    tickfont: { color: color('muted'), size: narrow ? 11 : 12 },
    title: { standoff: 12, font: { color: color('muted'), size: narrow ? 12 : 13 } },
    zerolinewidth: 1,
  };
  const bar = { outlinewidth: 0, thickness: 10, tickfont: { color: color('muted'), size: 11 } };
  const colorbar = narrow
    ? { ...bar, orientation: 'h', y: -0.3, yanchor: 'top', title: { side: 'top' } }
    : { ...bar, title: { side: 'right' } };
  const template = {
    layout: {
      font: { family: getComputedStyle(document.body).fontFamily, size: 13, color: color('ink') },
      colorway: isDark() ? DARK : LIGHT,
      xaxis: axis,
      yaxis: axis,
      coloraxis: { colorbar },
      margin: { l: 48, r: 12, t: 24, b: 44 },
      legend: {
        orientation: 'h',
        x: 0,
        y: 1.02,
        yanchor: 'bottom',
        font: { color: color('muted'), size: 12 },
      },
      hoverlabel: {
        bgcolor: color('raised'),
        bordercolor: color('edge'),
        font: { color: color('ink'), size: 12 },
        align: 'left',
        namelength: -1,
      },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: color('muted'), activecolor: color('accent') },
      bargap: 0.3,
    },
    data: { heatmap: [{ colorbar, showscale: !narrow }], bar: [{ marker: { line: { width: 0 } } }] },
  };
  const own = structuredClone(layout);
  if (narrow) {
    delete own.margin;
    delete own.legend;
  }
  return {
    ...own,
    template,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    height: place.clientHeight,
    ...(width === undefined ? { autosize: true } : { width, autosize: false }),
  };
}
