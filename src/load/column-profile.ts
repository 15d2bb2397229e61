import type { EngineValue } from '../engine/engine.js';
import { numberReadings, plausibleDateFormats } from './readings.js';
import type { SampleColumn } from './source.js';

/** What the first values of a column look like; shares are of the filled ones, 0 to 1. */
export interface ColumnProfile {
  readonly name: string;
  readonly filled: number;
  readonly distinct: number;
  /** Numbers in any style. */
  readonly numbers: number;
  /** Numbers with digits after the point that are not all zero. */
  readonly fractions: number;
  readonly negatives: number;
  /** Values with a leading zero before another digit: names of things. */
  readonly leadingZeros: number;
  /** Dates of the format that fits most. */
  readonly dates: number;
  readonly values: readonly EngineValue[];
}

/** Looks at the first values of a column. */
export function columnProfile({ name, type, values }: SampleColumn): ColumnProfile {
  const filledValues = values.filter((value) => value !== null && String(value).trim() !== '');
  const texts = filledValues.map((value) => String(value).trim());
  const filled = texts.length;
  const share = (test: (text: string) => boolean) => (filled === 0 ? 0 : texts.filter(test).length / filled);
  const isText = type === 'text';
  return {
    name,
    filled,
    distinct: new Set(texts).size,
    numbers:
      isText && numberReadings('', values).length > 0 ? share(looksLikeNumber) : Number(type === 'number'),
    fractions: share((text) => /[.,]\d*[1-9]\d*$/.test(text) && looksLikeNumber(text)),
    negatives: share((text) => /^-/.test(text)),
    leadingZeros: share((text) => /^0\d/.test(text)),
    dates: isText ? dateShare(values, share) : Number(type === 'date'),
    values,
  };
}

function looksLikeNumber(text: string): boolean {
  return /^[+-]?[\d.,]*\d[\d.,]*([eE][+-]?\d+)?$/.test(text);
}

function dateShare(
  values: readonly EngineValue[],
  share: (test: (text: string) => boolean) => number,
): number {
  const tests = plausibleDateFormats(values).map(({ pattern }) => new RegExp(`^(?:${pattern})$`));
  return Math.max(0, ...tests.map((test) => share((text) => test.test(text))));
}
