import { type MimeBundle, PLOTLY_MIME } from './bundle.js';
import { chartHtml, savedLength } from './chart-html.js';
import type { DrawableFigure } from './figure-svg.js';
import { packedTraces } from './packed-figure.js';
import { objectAt, textAt } from './plotly-value.js';
import { plotlyLines } from './svg-text.js';

/**
 * A chart of Plotly as a front end shows it: interactive where it draws Plotly's charts, else a still picture;
 * words alone where its kind of chart cannot be drawn here.
 */
export function plotlyBundle({ data, layout }: DrawableFigure): MimeBundle {
  const title = typeof layout.title === 'string' ? layout.title : objectAt(layout, 'title').text;
  const words = plotlyLines(title).join(' ');
  const kinds = [...new Set(data.map((trace) => textAt(trace, 'type', 'scatter')))].join(', ');
  const alternativeText = `Chart (${kinds || 'empty'})${words === '' ? '' : `: ${words}`}`;
  const rest = { [PLOTLY_MIME]: { data: packedTraces(data), layout }, 'text/plain': alternativeText };
  const picture = chartHtml(
    { data, layout },
    { title: words, caption: '', alternativeText },
    savedLength(rest),
  );
  return picture === undefined ? rest : { ...rest, 'text/html': picture };
}
