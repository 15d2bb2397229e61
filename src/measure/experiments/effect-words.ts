import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { isolated } from '../../display/isolated.js';
import type { ExperimentEffect } from './experiment-result.js';

const sign = (value: number, text: string) => (value > 0 && /[1-9]/.test(text) ? `+${text}` : text);

/** "+0.42" of points where an outcome is yes or no, else of its unit. */
export function effectNumber(value: number, kind: ExperimentEffect['kind']): string {
  return sign(value, kind === 'yes or no' ? formatNumber(value * 100, { digits: 2 }) : formatNumber(value));
}

/** "+0.42 points (+0.16 to +0.67)". */
export function effectInWords({ value, low, high }: Estimate, kind: ExperimentEffect['kind']): string {
  const [middle, from, to] = [value, low, high].map((each) => effectNumber(each, kind));
  return `${middle}${kind === 'yes or no' ? ' points' : ''} (${from}\u00a0to\u00a0${to})`;
}

/** "+23.4% (+8.0 to +41.1)". */
export function relativeInWords({ value, low, high }: Estimate): string {
  const percent = (each: number) => sign(each, formatNumber(each, { style: 'percent', digits: 1 }));
  return `${percent(value)} (${percent(low).replace('%', '')}\u00a0to\u00a0${percent(high).replace('%', '')})`;
}

/** "p = 0.031", "p < 0.001". */
export function pOf(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${formatNumber(p, { digits: 3 })}`;
}

/** "letter" as `"letter"`, safe inside a sentence. */
export function named(name: string): string {
  return `"${isolated(name)}"`;
}
