/**
 * Orders texts by code point, which is how engines order UTF-8; JavaScript's `<` orders by code unit and
 * places characters beyond the basic plane elsewhere.
 *
 * @returns Below 0, 0 or above 0, for `sort`.
 *
 * @example
 * ['b', 'a'].sort(compareText); // ['a', 'b']
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Code units in the order of the code points they stand for: surrogates come last. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
