/** What a segment is known by in every figure. */
export interface SegmentStyle {
  /** `#rrggbb`. */
  readonly color: string;
  /** Marker of Plotly, so that colour is never the only difference. */
  readonly symbol: string;
}

/**
 * Colours of segments, in order. Each has a contrast of 3 or more against white and against a dark page, and any
 * two stay apart for readers with protanopia, deuteranopia or tritanopia (found by search over the sRGB cube).
 */
export const SEGMENT_COLORS: readonly string[] = [
  '#0078c0',
  '#d87800',
  '#307848',
  '#845484',
  '#3ca860',
  '#b4480c',
  '#8484f0',
  '#b484b4',
];

/** Colour of what belongs to no segment of its own: the rest of rules, all customers, a comparison. */
export const REST_COLOR = '#808080';

const SYMBOLS = ['circle', 'diamond', 'square', 'triangle-up', 'cross', 'star', 'triangle-down'];
const REST_SYMBOL = 'circle-open';

/**
 * Colour and marker of each segment: the same for the same position, so that every figure of a report agrees.
 * The rest of rules (their last segment) and a segment called "Other" are gray. From the ninth segment on colours
 * come again with another marker.
 *
 * @param origin - How the segments were made.
 *
 * @example
 * segmentStyles([{ name: 'Families' }])[0]; // { color: '#0078c0', symbol: 'circle' }
 */
export function segmentStyles(
  segments: readonly { readonly name: string }[],
  origin: { readonly method: string } = { method: '' },
): SegmentStyle[] {
  return segments.map(({ name }, i) => {
    const isRest = origin.method === 'rules' && i === segments.length - 1;
    return isRest || name.trim().toLowerCase() === 'other'
      ? { color: REST_COLOR, symbol: REST_SYMBOL }
      : { color: SEGMENT_COLORS[i % SEGMENT_COLORS.length], symbol: SYMBOLS[i % SYMBOLS.length] };
  });
}
