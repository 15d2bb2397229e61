import { nearest } from '../../core/nearest.js';

/**
 * A hint at the name that was probably meant, where TypeScript lists the names that fit and leaves it at that;
 * else an empty text.
 *
 * @example
 * nearestHint(`Argument of type '"revnue"' is not assignable to parameter of type '"date" | "revenue"'.`); // ' Nearest: "revenue".'
 */
export function nearestHint(message: string): string {
  const [, name, union] =
    /^(?:Argument of type|Type) '"([^"]*)"' is not assignable to (?:parameter of )?type '(.*)'\.$/s.exec(
      message,
    ) ?? [];
  if (name === undefined || message.includes('Did you mean')) return '';
  const close = nearest(
    name,
    [...union.matchAll(/"([^"]*)"/g)].map(([, known]) => known),
  );
  return close === undefined ? '' : ` Nearest: "${close}".`;
}
