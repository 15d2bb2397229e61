/** Pixels of a line of a label. */
export const LABEL_LINE = 15;

/**
 * Places of labels from the top down, as near to what they name as they can be without covering each other. Where there is
 * no room for all, the last ones stand below the end.
 *
 * @param middles - Where the labels belong, ascending.
 * @param heights - What each takes, in the same unit.
 * @param end - Where the drawing ends; it starts at 0.
 */
export function spreadLabels(middles: readonly number[], heights: readonly number[], end: number): number[] {
  const places = [...middles];
  const apart = (i: number) => (heights[i] + heights[i + 1]) / 2;
  for (let i = places.length - 1; i >= 0; i--) {
    const below = i === places.length - 1 ? end - heights[i] / 2 : places[i + 1] - apart(i);
    places[i] = Math.min(places[i], below);
  }
  for (let i = 0; i < places.length; i++) {
    const above = i === 0 ? heights[0] / 2 : places[i - 1] + apart(i - 1);
    places[i] = Math.max(places[i], above);
  }
  return places;
}
