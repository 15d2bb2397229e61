import { isAbsent } from './fits-column.js';
import type { SchemaColumn } from './schema.js';

const YES = ['true', 'yes', 'y', '1', 'ja', 'oui', 'si', 'sí', 'sim', '是', 'はい'];
const NO = ['false', 'no', 'n', '0', 'nein', 'non', 'não', 'nao', '否', 'いいえ'];
const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A value as the type of a column, where there is one way only to read it: numbers and days written in digits, yes and
 * no in several languages, ids that were read as numbers. Otherwise the value as it came.
 */
export function convertValue(value: unknown, { type, levels }: SchemaColumn): unknown {
  if (isAbsent(value)) return null;
  switch (type) {
    case 'text':
      return typeof value === 'bigint' || Number.isFinite(value) ? String(value) : value;
    case 'category':
    case 'ordered category': {
      if (typeof value === 'bigint' || typeof value === 'boolean' || Number.isFinite(value))
        return String(value);
      if (typeof value !== 'string' || levels === undefined || levels.includes(value)) return value;
      const plain = value.trim().toLowerCase();
      const alike = levels.filter((level) => level.toLowerCase() === plain);
      return alike.length === 1 ? alike[0] : value;
    }
    case 'boolean': {
      const word = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
      if (typeof word !== 'string') return value;
      const plain = word.trim().toLowerCase();
      if (YES.includes(plain)) return true;
      return NO.includes(plain) ? false : value;
    }
    case 'date':
      return typeof value === 'string' ? (dateOf(value.trim()) ?? value) : value;
    default: {
      if (typeof value === 'bigint') return Number(value);
      if (typeof value !== 'string') return value;
      return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(value.trim()) ? Number(value) : value;
    }
  }
}

/** A date of the calendar written from year to second, in UTC unless it says otherwise. */
function dateOf(text: string): Date | undefined {
  const [, day, time = '00:00', zone = 'Z'] = DATE.exec(text) ?? [];
  if (day === undefined) return undefined;
  const date = new Date(`${day}T${time}${zone}`);
  const rolledOver = new Date(`${day}T00:00Z`);
  const exists = !Number.isNaN(rolledOver.getTime()) && rolledOver.toISOString().startsWith(day);
  return exists && !Number.isNaN(date.getTime()) ? date : undefined;
}
