import { CLIENTELE_MIME, DISPLAY_KEY, type Displayable, type FigureContent, PLOTLY_MIME } from './bundle.js';
import { contentHtml } from './content-html.js';
import { contentText } from './content-text.js';

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
    [DISPLAY_KEY]: () => ({
      [CLIENTELE_MIME]: whole,
      [PLOTLY_MIME]: { data, layout },
      'text/html': contentHtml(whole),
      'text/plain': contentText(whole),
    }),
  };
}
