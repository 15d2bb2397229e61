import { formatNumber } from '../../core/format.js';

/** Effects on yes and no are points of 100, others as they are. */
export function effectFactor(outcome: 'number' | 'yes or no'): number {
  return outcome === 'yes or no' ? 100 : 1;
}

/** "+1.2", "−0.3" in points for yes and no; as it is for numbers. */
export function signedEffect(value: number, outcome: 'number' | 'yes or no'): string {
  const text = formatNumber(value * effectFactor(outcome), outcome === 'yes or no' ? { digits: 1 } : {});
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** "+1.2 (−0.3 to +2.7)". */
export function effectWithInterval(
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  outcome: 'number' | 'yes or no',
): string {
  const [at, from, to] = [value, low, high].map((each) => signedEffect(each, outcome));
  return `${at} (${from} to ${to})`;
}
