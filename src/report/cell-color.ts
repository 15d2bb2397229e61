/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Middle of every scale of cells. */
const MIDDLE: Rgb = [0xf2, 0xf2, 0xf2];

/**
 * Colour of a cell between gray-white and the end of a scale.
 *
 * @param share - 0 gray-white, 1 the end; what lies outside counts as the nearer of the two.
 * @returns Colour of the cell, and of a text that can be read on it.
 */
export function cellColor(share: number, end: Rgb): { cell: string; text: string } {
  const part = Math.max(0, Math.min(1, share));
  const rgb = MIDDLE.map((middle, i) => Math.round(middle + (end[i] - middle) * part));
  const cell = `#${rgb.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
  return { cell, text: textOn(cell) };
}

/** Black or white, whichever is easier to read on a colour `#rrggbb`. */
export function textOn(color: string): string {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return luminance(rgb) > 0.18 ? '#000000' : '#ffffff'; // 0.18: there black and white have the same contrast, 4.6
}

/** Relative luminance of WCAG 2. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
