/**
 * A number rounded to 12 significant digits, half away from 0, in the steps in which engines do it; what cannot be
 * scaled so stays.
 *
 * @example
 * significant(0.1 + 0.2); // 0.3
 */
export function significant(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const size = Math.abs(value);
  const digits = 11 - Math.floor(Math.log10(Math.max(size, 1e-280)));
  const scale = Number(`1e${Math.abs(digits)}`);
  const rounded = digits >= 0 ? roundHalfAway(size * scale) / scale : roundHalfAway(size / scale) * scale;
  if (!Number.isFinite(rounded)) return value;
  return value < 0 ? -rounded : rounded;
}

/** To the nearest whole number; `Math.round` adds a half and is wrong just below one. */
function roundHalfAway(size: number): number {
  const floor = Math.floor(size);
  return size - floor >= 0.5 ? floor + 1 : floor;
}
