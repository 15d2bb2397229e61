import { cellColor, type Rgb } from '../cell-color.js';

// The ends of the scale: told apart by every kind of colour vision, and both dark enough for white text.
const LOW: Rgb = [0x1d, 0x5b, 0x94];
const HIGH: Rgb = [0xa8, 0x45, 0x0c];

/**
 * Colour of a cell with an index: gray-white at 100, blue below and brown above, full at 50 and 200.
 *
 * @returns Colour of the cell, and of a text that can be read on it.
 */
export function indexColor(index: number): { cell: string; text: string } {
  const octaves = index <= 0 ? -1 : Math.max(-1, Math.min(1, Math.log2(index / 100)));
  return cellColor(Math.abs(octaves), octaves < 0 ? LOW : HIGH);
}
