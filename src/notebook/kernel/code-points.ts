/**
 * Place in a text, counted in code points as the protocol does, as a place in UTF-16 units as JavaScript counts.
 * Beyond the end it is the end.
 *
 * @example
 * unitsFromCodePoints('a😀b', 2); // 3
 */
export function unitsFromCodePoints(text: string, codePoints: number): number {
  let units = 0;
  for (let seen = 0; seen < codePoints && units < text.length; seen++) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}

/**
 * Place in a text, counted in UTF-16 units, as a place in code points. Beyond the end it is the end.
 *
 * @example
 * codePointsFromUnits('a😀b', 3); // 2
 */
export function codePointsFromUnits(text: string, units: number): number {
  let codePoints = 0;
  for (let at = 0; at < units && at < text.length; codePoints++) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return codePoints;
}
