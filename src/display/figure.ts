import { CLIENTELE_MIME, DISPLAY_KEY, type Displayable, type FigureContent, PLOTLY_MIME } from './bundle.js';
import { chartHtml, savedLength } from './chart-html.js';
import { contentHtml } from './content-html.js';
import { contentText } from './content-text.js';
import { packedTraces } from './packed-figure.js';
import { tableHtml } from './table-html.js';
import { tableStyle } from './table-style.js';

/** Longest table that goes along with a picture. */
const TABLE_LENGTH = 6000;

/** A trace or a layout as Plotly takes it. */
export type PlotlyObject = Readonly<Record<string, unknown>>;

/** A chart with all that a report needs of it: words, data and drawing. */
export interface Figure extends Displayable {
  readonly content: FigureContent;
  readonly data: readonly PlotlyObject[];
  readonly layout: PlotlyObject;
}

/**
 * Makes a figure. `data` and `layout` are Plotly's; title and colours of the theme are the page's.
 *
 * @param content - Words for those who cannot see the drawing, and the data that are drawn.
 *
 * @example
 * const months = tableOf({ month: ['January', 'February'], orders: [12, 15] });
 * figure(
 *   {
 *     title: 'Orders by month',
 *     caption: 'One bar a month.',
 *     alternativeText: 'Bar chart of orders by month. January: 12; February: 15.',
 *     table: shownTable(months).content,
 *   },
 *   [{ type: 'bar', x: months.array('month'), y: months.array('orders') }],
 *   { yaxis: { title: { text: 'Orders' } } },
 * );
 */
export function figure(
  content: Omit<FigureContent, 'kind'>,
  data: readonly PlotlyObject[],
  layout: PlotlyObject,
): Figure {
  const whole: FigureContent = { kind: 'figure', ...content };
  return {
    content: whole,
    data,
    layout,
    [DISPLAY_KEY]: () => {
      const rest = {
        [CLIENTELE_MIME]: whole,
        [PLOTLY_MIME]: { data: packedTraces(data), layout },
        'text/plain': contentText(whole),
      };
      const table = tableStyle(whole.table) + tableHtml(whole.table, false);
      const below =
        table.length > TABLE_LENGTH ? '' : `<details><summary>Show the data</summary>${table}</details>`;
      const picture = chartHtml({ data, layout }, whole, savedLength(rest) + below.length);
      return { ...rest, 'text/html': picture === undefined ? contentHtml(whole) : picture + below };
    },
  };
}
