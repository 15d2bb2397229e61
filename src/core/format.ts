/** How a number is shown. */
export interface NumberFormat {
  /** Digits after the decimal point; default: 0 from 100 on, 1 from 10 on, else 2, trailing zeros cut. */
  readonly digits?: number;
  /** `percent` multiplies by 100 and adds a percent sign. */
  readonly style?: 'plain' | 'percent';
  /** Unit written behind the number after a no-break space, for example `days`. */
  readonly unit?: string;
  /** Commas between thousands, default true; false for years. */
  readonly grouped?: boolean;
}

/** What stands where a number could not be computed or was not measured. */
export const NOT_MEASURED = 'not measured';

/**
 * A number as people read it: thousands separated by commas, a true minus sign, the same on every machine.
 * `NaN` and infinities become `not measured`.
 *
 * @example
 * formatNumber(1234567.8); // '1,234,568'
 * formatNumber(0.1234, { style: 'percent' }); // '12.3%'
 * formatNumber(-3, { unit: 'days' }); // '\u22123\u00a0days'
 */
export function formatNumber(value: number, format: NumberFormat = {}): string {
  if (!Number.isFinite(value)) return NOT_MEASURED;
  const percent = format.style === 'percent';
  const shown = percent ? value * 100 : value;
  const size = Math.abs(shown);
  const digits =
    format.digits ?? (Number.isInteger(value) && !percent ? 0 : size >= 100 ? 0 : size >= 10 ? 1 : 2);
  let text = size.toFixed(digits);
  if (format.digits === undefined && percent && text.includes('.')) text = size.toFixed(Math.min(digits, 1));
  if (format.digits === undefined && text.includes('.')) text = text.replace(/\.?0+$/, '');
  const [whole, fraction] = text.split('.');
  const grouped = format.grouped === false ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const negative = shown < 0 && /[1-9]/.test(text);
  const sign = negative ? '\u2212' : '';
  const unit = format.unit === undefined ? '' : `\u00a0${format.unit}`;
  return `${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}${percent ? '%' : ''}${unit}`;
}
