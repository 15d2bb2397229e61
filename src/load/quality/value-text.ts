const LONGEST = 60;

/** A value as a list of failing rows shows it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'missing';
  if (value instanceof Date) return value.toISOString().replace('T00:00:00.000Z', '');
  if (typeof value !== 'string') return String(value);
  const letters = [...value];
  return JSON.stringify(letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : value);
}
