import type { SchemaColumn } from './schema.js';

/** Why a value does not fit a column, in words; `undefined` where it fits. A missing value is not looked at. */
export function misfitOf(value: unknown, said: SchemaColumn): string | undefined {
  const { type, levels, min, max } = said;
  switch (type) {
    case 'text':
      return typeof value === 'string' ? undefined : 'is no text';
    case 'category':
    case 'ordered category':
      if (typeof value !== 'string') return 'is no text';
      return levels === undefined || levels.includes(value) ? undefined : `is none of ${levels.join(', ')}`;
    case 'date':
      return value instanceof Date ? undefined : 'is no Date';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'is neither true nor false';
    default: {
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'is no number';
      if (type === 'whole number' && !Number.isSafeInteger(value)) return 'is no whole number';
      if (min !== undefined && value < min) return `is below ${min}`;
      return max !== undefined && value > max ? `is above ${max}` : undefined;
    }
  }
}

/** Whether a value is not there. */
export function isAbsent(value: unknown): boolean {
  if (value === null || value === undefined || Number.isNaN(value)) return true;
  return value instanceof Date ? Number.isNaN(value.getTime()) : value === '';
}
