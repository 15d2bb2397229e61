import { formatNumber } from '../../core/format.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { plotlyText } from '../../display/plotly-text.js';
import type { Profile } from '../../profile/profile.js';
import { extremes } from '../extremes.js';
import { sourceLine } from '../source-line.js';
import { maskedNote } from './masked-note.js';
import { shownSegments } from './shown-segments.js';

/**
 * How large segments are: share of all customers with its interval.
 *
 * @example
 * segmentShareBars(people);
 */
export function segmentShareBars(profile: Profile, options: { readonly title?: string } = {}): Figure {
  const shown = shownSegments(profile).map((segment) => ({
    ...segment,
    ...profile.segments[segment.position],
  }));
  const inWords = ({ name, size, share }: (typeof shown)[number]) =>
    `${isolated(name)}: ${percent(share.value)} (${percent(share.low)} to ${percent(share.high)}), ${formatNumber(size)} customers`;
  const ends = extremes(shown, ({ share }) => share.value);
  const most = Math.max(0, ...shown.map(({ share }) => share.high * 100));
  const places = shown.map((_, i) => i);
  return figure(
    {
      title: options.title ?? 'Size of the segments',
      caption: `How to read this: a bar is the share of all customers${profile.weights === undefined ? '' : ', weighted'}; the line is its ${formatNumber(profile.confidence, { style: 'percent' })} interval (Wilson), as if the customers were a sample of many.${maskedNote(profile)}`,
      alternativeText:
        ends === undefined
          ? 'Bar chart without bars: no segment is large enough to show.'
          : [
              'Bar chart. A row for each segment; horizontal axis: share of all customers in percent, with its interval.',
              `${shown.map(inWords).join('; ')}.`,
              `Largest: ${isolated(ends.largest.name)}, ${percent(ends.largest.share.value)}. Smallest: ${isolated(ends.smallest.name)}, ${percent(ends.smallest.share.value)}.`,
            ].join(' '),
      source: sourceLine(profile.customers, profile.origin),
      table: {
        kind: 'table',
        caption: 'Size of the segments',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          ...['Share', 'Low', 'High'].map((title) => ({
            name: title.toLowerCase(),
            title,
            align: 'right' as const,
            format: { style: 'percent' as const, digits: 1 },
          })),
        ],
        rows: shown.map(({ name, size, share }) => [name, size, share.value, share.low, share.high]),
        totalRows: shown.length,
      },
    },
    shown.length === 0
      ? []
      : [
          {
            type: 'bar',
            orientation: 'h',
            x: shown.map(({ share }) => share.value * 100),
            y: places,
            width: 0.6,
            marker: { color: shown.map(({ color }) => color) },
            hovertext: shown.map((segment) => plotlyText(inWords(segment))),
            hoverinfo: 'text',
          },
          {
            type: 'scatter',
            mode: 'markers',
            x: shown.map(({ share }) => share.value * 100),
            y: places,
            marker: { color: '#808080', size: 1 },
            error_x: {
              type: 'data',
              symmetric: false,
              array: shown.map(({ share }) => (share.high - share.value) * 100),
              arrayminus: shown.map(({ share }) => (share.value - share.low) * 100),
              color: '#808080',
              thickness: 2,
            },
            hoverinfo: 'skip',
          },
          {
            type: 'scatter',
            mode: 'text',
            x: shown.map(({ share }) => share.high * 100),
            y: places,
            text: shown.map(({ share }) => ` ${percent(share.value)}`),
            textposition: 'middle right',
            cliponaxis: false,
            hoverinfo: 'skip',
          },
        ],
    shown.length === 0
      ? emptyLayout('No segment is large enough to show.')
      : chartLayout(80 + 42 * shown.length, {
          barmode: 'overlay',
          xaxis: numberAxis('Share of all customers (%)', { range: [0, most * 1.35], fixedrange: true }),
          yaxis: nameAxis(shown.map(({ name }) => name)),
        }),
  );
}

function percent(share: number): string {
  return formatNumber(share, { style: 'percent', digits: 1 });
}
