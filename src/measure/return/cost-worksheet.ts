import { checkGiven } from '../../core/check-given.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { worksheetContent } from './worksheet-words.js';

/** What running segments takes, in money and hours. All amounts are from 0 on. */
export interface WorksheetOptions {
  /** Number of segments that get messages of their own, from 1 on. */
  readonly segments: number;
  /** Channels and messages of each segment, from 1 on. */
  readonly channels: number;
  readonly messages: number;
  /** Campaigns over which the worksheet runs, from 1 on; default 1. */
  readonly campaigns?: number;

  /** Paid once: set-up, bought data, tools for the time of the worksheet. Default 0. */
  readonly setUp?: number;
  readonly data?: number;
  readonly tools?: number;
  /** Price of an hour of work. */
  readonly hourPrice: number;
  /** Hours of work. Default 0. */
  readonly hours: {
    /** Once, whatever the segments. */
    readonly setUp?: number;
    /** Once for each segment: to find, describe and agree on it. */
    readonly segment?: number;
    /** For each segment and channel, in each campaign. */
    readonly channel?: number;
    /** For each segment, channel and message, in each campaign. */
    readonly message?: number;
  };
  /** Hours that the team has for all of it; without it no largest number of segments by hours. */
  readonly teamHours?: number;
  /** Money that there is for all of it; without it no largest number of segments by money. */
  readonly budget?: number;

  /** Customers contacted in each campaign, and what one contact costs. */
  readonly customers: number;
  readonly contactPrice: number;
  /** Margin that one conversion brings, above 0. */
  readonly conversionMargin: number;
  /** Share of customers who convert without a contact, 0 to 1; without it no break-even lift as a share of it. */
  readonly controlRate?: number;
  /** For example `EUR`. */
  readonly currency: string;
}

/** One line of the worksheet. */
export interface WorksheetLine {
  readonly item: string;
  readonly quantity: number;
  readonly unit: string;
  readonly price: number;
  readonly total: number;
  /** Whether one segment more adds to it. */
  readonly grows: boolean;
}

/** What segments cost and what they have to bring. It displays as a table. */
export interface CostWorksheet extends Displayable {
  readonly segments: number;
  readonly lines: readonly WorksheetLine[];
  readonly total: number;
  readonly hours: number;
  /** What one segment more costs, and its hours. */
  readonly nextSegment: { readonly cost: number; readonly hours: number };
  /** For each segment x channel x message, on average over the campaigns. */
  readonly costOfCell: number;
  /** For each contacted customer and campaign. */
  readonly costEach: number;
  /** Points of conversion, 0 to 1, that contacts have to add so that all is paid back; above 1 it cannot be. */
  readonly breakEvenLift: number;
  /** Points that there are to add: 1 less the rate without a contact, where that is given. */
  readonly highestLift: number;
  /** The same as `breakEvenLift` over the rate without a contact; `undefined` where that is 0 or not given. */
  readonly breakEvenRelative: number | undefined;
  /** Largest number of segments that hours and money allow; `undefined` where neither is given or a segment takes nothing. */
  readonly largestSegments: number | undefined;
  /** What sets it. */
  readonly limit: 'hours' | 'money' | undefined;
  readonly currency: string;
  readonly because: string;
}

/**
 * What segments cost: set-up, data, tools and hours for each segment, channel and message; what contacts have to add for it to
 * pay; and the largest number of segments that the team can run.
 *
 * @throws {InputError} For amounts below 0, numbers of segments, channels, messages or campaigns below 1, no customers, and a
 *   margin of a conversion that is not above 0; where hours or the currency are missing.
 *
 * O(1).
 *
 * @example
 * const sheet = costWorksheet({
 *   segments: 4,
 *   channels: 2,
 *   messages: 1,
 *   hourPrice: 60,
 *   hours: { setUp: 40, segment: 10, channel: 2, message: 3 },
 *   teamHours: 160,
 *   customers: 10_000,
 *   contactPrice: 0.1,
 *   conversionMargin: 40,
 *   currency: 'EUR',
 * });
 * sheet.total; // 8200
 * sheet.largestSegments; // 6
 */
export function costWorksheet(options: WorksheetOptions): CostWorksheet {
  checkGiven('costWorksheet', options);
  const used = checked(options);
  const { segments, channels, messages, campaigns, hourPrice, hours, customers, contactPrice } = used;
  const cells = segments * channels * messages * campaigns;
  const contacts = customers * campaigns;
  const line = (
    item: string,
    quantity: number,
    unit: string,
    price: number,
    grows: boolean,
  ): WorksheetLine => ({
    item,
    quantity,
    unit,
    price,
    total: quantity * price,
    grows,
  });
  const lines = [
    line('Set-up', 1, 'once', used.setUp, false),
    line('Data', 1, 'once', used.data, false),
    line('Tools', 1, 'once', used.tools, false),
    line('Work: set-up', hours.setUp, 'hours', hourPrice, false),
    line('Work: segments', hours.segment * segments, 'hours', hourPrice, true),
    line('Work: channels', hours.channel * segments * channels * campaigns, 'hours', hourPrice, true),
    line('Work: messages', hours.message * cells, 'hours', hourPrice, true),
    line('Contacts', contacts, 'contacts', contactPrice, false),
  ];
  const total = lines.reduce((sum, each) => sum + each.total, 0);
  const growing = lines.filter(({ grows }) => grows);
  const hoursOf = (some: readonly WorksheetLine[]) =>
    some.reduce((sum, { unit, quantity }) => sum + (unit === 'hours' ? quantity : 0), 0);
  const next = {
    cost: growing.reduce((sum, each) => sum + each.total, 0) / segments,
    hours: hoursOf(growing) / segments,
  };
  const work = hoursOf(lines);
  const room = (limit: number | undefined, taken: number, each: number) =>
    limit === undefined || each === 0 ? Infinity : Math.max(0, Math.floor((limit - taken) / each + 1e-9));
  const byHours = room(used.teamHours, work - next.hours * segments, next.hours);
  const byMoney = room(used.budget, total - next.cost * segments, next.cost);
  const largest = Math.min(byHours, byMoney);
  const breakEvenLift = total / contacts / used.conversionMargin;
  const result = {
    segments,
    lines,
    total,
    hours: work,
    nextSegment: next,
    costOfCell: growing.reduce((sum, each) => sum + each.total, 0) / cells,
    costEach: total / contacts,
    breakEvenLift,
    highestLift: 1 - (used.controlRate ?? 0),
    breakEvenRelative:
      used.controlRate === undefined || used.controlRate === 0 ? undefined : breakEvenLift / used.controlRate,
    largestSegments: largest === Infinity ? undefined : largest,
    limit: largest === Infinity ? undefined : byHours <= byMoney ? ('hours' as const) : ('money' as const),
    currency: used.currency,
  };
  const because = verdict(result, used);
  return { ...result, because, [DISPLAY_KEY]: () => contentBundle(worksheetContent(result, because)) };
}

function verdict(
  sheet: Omit<CostWorksheet, 'because' | symbol>,
  { segments, controlRate }: ReturnType<typeof checked>,
): string {
  const points = formatNumber(sheet.breakEvenLift * 100, { digits: 2 });
  const relative =
    sheet.breakEvenRelative === undefined
      ? ''
      : `, ${formatNumber(sheet.breakEvenRelative, { style: 'percent', digits: 1 })} more than the ${formatNumber(controlRate!, { style: 'percent', digits: 1 })} without a contact`;
  const lift =
    sheet.breakEvenLift > sheet.highestLift
      ? `It cannot pay: contacts would have to add ${points} points of conversion.`
      : `It pays once contacts add ${points} points of conversion${relative}.`;
  const most =
    sheet.largestSegments === undefined
      ? ''
      : sheet.largestSegments < segments
        ? ` ${formatNumber(segments)} segments are too many: ${sheet.limit === 'hours' ? 'hours allow' : 'money allows'} ${formatNumber(sheet.largestSegments)}.`
        : ` ${sheet.limit === 'hours' ? 'Hours' : 'Money'} would allow up to ${formatNumber(sheet.largestSegments)} segments.`;
  return `${lift}${most}`;
}

/** Options as used: all present. */
function checked(options: WorksheetOptions) {
  const { hours, currency } = options;
  if (typeof hours !== 'object' || hours === null) {
    throw new InputError('costWorksheet needs hours, an object: hours of work by what they depend on.');
  }
  if (typeof currency !== 'string' || currency.trim() === '') {
    throw new InputError("costWorksheet needs a currency, for example currency: 'EUR'.");
  }
  const used = {
    ...options,
    campaigns: options.campaigns ?? 1,
    setUp: options.setUp ?? 0,
    data: options.data ?? 0,
    tools: options.tools ?? 0,
    hours: {
      setUp: hours.setUp ?? 0,
      segment: hours.segment ?? 0,
      channel: hours.channel ?? 0,
      message: hours.message ?? 0,
    },
  };
  for (const name of ['segments', 'channels', 'messages', 'campaigns', 'customers'] as const) {
    if (Number.isInteger(used[name]) && used[name] >= 1) continue;
    throw new InputError(`costWorksheet: ${name} is ${used[name]}. It is a whole number from 1 on.`);
  }
  const amounts = {
    setUp: used.setUp,
    data: used.data,
    tools: used.tools,
    hourPrice: used.hourPrice,
    contactPrice: used.contactPrice,
    'hours.setUp': used.hours.setUp,
    'hours.segment': used.hours.segment,
    'hours.channel': used.hours.channel,
    'hours.message': used.hours.message,
    teamHours: used.teamHours ?? 0,
    budget: used.budget ?? 0,
  };
  for (const [name, amount] of Object.entries(amounts)) {
    if (amount >= 0 && amount < Infinity) continue;
    throw new InputError(`costWorksheet: ${name} is ${amount}. It is an amount from 0 on.`);
  }
  if (!(used.conversionMargin > 0 && used.conversionMargin < Infinity)) {
    throw new InputError(
      `costWorksheet: conversionMargin is ${used.conversionMargin}. A conversion has to bring something, or nothing can pay.`,
    );
  }
  const { controlRate } = used;
  const isRate = typeof controlRate === 'number' && controlRate >= 0 && controlRate <= 1;
  if (controlRate !== undefined && !isRate) {
    throw new InputError(`costWorksheet: controlRate is ${controlRate}. It is a share from 0 to 1.`);
  }
  return used;
}
