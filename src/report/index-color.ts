// The ends of the scale: told apart by every kind of colour vision, and both dark enough for white text.
const LOW = [0x1d, 0x5b, 0x94];
const MIDDLE = [0xf2, 0xf2, 0xf2];
const HIGH = [0xa8, 0x45, 0x0c];

/**
 * Colour of a cell with an index: gray-white at 100, blue below and brown above, full at 50 and 200.
 *
 * @returns Colour of the cell, and of a text that can be read on it.
 */
export function indexColor(index: number): { cell: string; text: string } {
  const octaves = index <= 0 ? -1 : Math.max(-1, Math.min(1, Math.log2(index / 100)));
  const end = octaves < 0 ? LOW : HIGH;
  const rgb = MIDDLE.map((middle, i) => Math.round(middle + (end[i] - middle) * Math.abs(octaves)));
  const cell = `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  return { cell, text: luminance(rgb) > 0.18 ? '#000000' : '#ffffff' }; // 0.18: there black and white have the same contrast, 4.6
}

/** Relative luminance of WCAG 2. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
