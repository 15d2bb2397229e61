/**
 * A name for the middle of a sentence: one that is written from right to left, or holds signs that turn the
 * direction, is wrapped so that it cannot reorder the numbers beside it.
 */
export function isolated(name: string): string {
  return /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/.test(name)
    ? `\u2068${name}\u2069`
    : name;
}
