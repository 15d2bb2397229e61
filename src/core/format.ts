/** How a number is shown. */
export interface NumberFormat {
  /**
   * Digits after the decimal point. Default: none from 100 on, 1 from 10 on, 2 from 0.1 on, below that two that
   * count; trailing zeros cut. Percentages have 1, and two that count below 0.1%.
   */
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
 * A number as people read it: thousands separated by commas, a true minus sign, the same on every machine. Numbers
 * below a millionth, where no digits are asked for, and from 10^21 on are written as powers of ten. `NaN` and
 * infinities become `not measured`.
 *
 * @example
 * formatNumber(1234567.8); // '1,234,568'
 * formatNumber(0.1234, { style: 'percent' }); // '12.3%'
 * formatNumber(-3, { unit: 'days' }); // '\u22123\u00a0days'
 * formatNumber(2.5e-31); // '2.5e\u221231'
 */
export function formatNumber(value: number, format: NumberFormat = {}): string {
  if (!Number.isFinite(value)) return NOT_MEASURED;
  const percent = format.style === 'percent';
  const size = Math.abs(percent ? value * 100 : value);
  const digits = format.digits ?? usualDigits(size, percent);
  const text = digits === undefined || size >= 1e21 ? powerOfTen(size) : fixed(size, digits, format);
  const sign = value < 0 && /[1-9]/.test(text) ? '\u2212' : '';
  const unit = format.unit === undefined ? '' : `\u00a0${format.unit}`;
  return `${sign}${text}${percent ? '%' : ''}${unit}`;
}

/** `undefined` where a power of ten reads better. */
function usualDigits(size: number, percent: boolean): number | undefined {
  if (Number.isInteger(size) || size >= 100) return 0;
  if (size >= 10) return 1;
  if (size >= 0.1) return percent ? 1 : 2;
  return size >= 1e-6 ? 1 - Math.floor(Math.log10(size)) : undefined;
}

function fixed(size: number, digits: number, format: NumberFormat): string {
  const [whole, fraction = ''] = size.toFixed(digits).split('.');
  const shown = format.digits === undefined ? fraction.replace(/0+$/, '') : fraction;
  const grouped = format.grouped === false ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${shown === '' ? '' : `.${shown}`}`;
}

function powerOfTen(size: number): string {
  return size.toExponential(1).replace('-', '\u2212').replace('+', '');
}
