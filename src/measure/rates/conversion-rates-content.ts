import { formatNumber, NOT_MEASURED, type NumberFormat } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { ConversionRates } from './conversion-rates.js';

const PERCENT: NumberFormat = { style: 'percent', digits: 1 };

/** Conversion rates as a table. */
export function conversionRatesContent(rates: Omit<ConversionRates, symbol>): TableContent {
  const { rows, against, control, minimum, confidence, rowsOutside } = rates;
  const hasChannels = rows.some(({ channel }) => channel !== undefined);
  const hasArms = control !== undefined;
  const than = hasArms ? control : 'all other customers';
  const shown = rows.map((row): TableCell[] => {
    const place = [
      row.name,
      ...(hasChannels ? [row.channel ?? 'all'] : []),
      ...(hasArms ? [row.arm ?? null] : []),
    ];
    if (row.masked) return [...place, `fewer than ${minimum}`, null, null, null, null];
    const isControl = hasArms && row.arm === control;
    const compared = isFew(row) ? undefined : row;
    return [
      ...place,
      row.contacts,
      row.converted,
      intervalCell(row.rate, PERCENT),
      isControl ? null : intervalCell(compared?.difference, { digits: 1 }, 100),
      isControl ? null : intervalCell(compared?.lift, PERCENT),
    ];
  });
  const outside =
    rowsOutside === 0 ? '' : ` Left out: ${counted(rowsOutside, 'row')} of customers outside the segments.`;
  const doubt =
    against === 'control'
      ? ''
      : ' Without a control group a difference says that customers are unlike, not that a campaign worked.';
  const many = rows.some((row) => row.contacts > row.customers)
    ? ' Contacts of one customer are not taken for independent.'
    : '';
  return {
    kind: 'table',
    caption: hasArms ? 'Conversion by segment and arm' : 'Conversion by segment',
    columns: [
      { name: 'segment', title: 'Segment' },
      ...(hasChannels ? [{ name: 'channel', title: 'Channel' }] : []),
      ...(hasArms ? [{ name: 'arm', title: 'Arm' }] : []),
      { name: 'contacts', title: 'Contacts', align: 'right' },
      { name: 'converted', title: 'Converted', align: 'right' },
      { name: 'rate', title: 'Conversion', align: 'right' },
      { name: 'difference', title: `Less ${than}`, align: 'right', unit: 'percentage points' },
      { name: 'lift', title: `Lift over ${than}`, align: 'right' },
    ],
    rows: shown,
    totalRows: shown.length,
    note: `In brackets ${formatNumber(confidence, { style: 'percent' })} intervals: Wilson's of rates, Newcombe's of differences, score interval of lift; a lift over nothing is ${NOT_MEASURED}.${many}${doubt}${outside}`,
  };

  /** Whether what a row is compared with is too small to be shown. */
  function isFew(row: (typeof rows)[number]): boolean {
    if (!hasArms) {
      const all = rows.find(({ key, channel }) => key === 'all' && channel === row.channel)!;
      return all.customers - row.customers < minimum;
    }
    return rows.some(
      ({ key, channel, arm, masked }) =>
        key === row.key && channel === row.channel && arm === control && masked,
    );
  }
}
