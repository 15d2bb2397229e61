import { describe, expect, it } from 'vitest';
import { REST_COLOR, SEGMENT_COLORS, segmentStyles } from '#clientele/display/palette';

type Triple = readonly [number, number, number];

const toLinear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const linear = (hex: string): Triple => {
  const part = (at: number) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [part(1), part(3), part(5)];
};
const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [dark, light] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

/** OKLab of Ottosson (2020): a distance of 0.02 is just visible. */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Machado, Oliveira and Fernandes (2009), severity 1. */
const VISION: Record<string, readonly [Triple, Triple, Triple]> = {
  'full colour vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(hex: string, vision: string): Triple {
  const color = linear(hex);
  const [r, g, b] = VISION[vision].map((row) =>
    Math.min(1, Math.max(0, row[0] * color[0] + row[1] * color[1] + row[2] * color[2])),
  );
  return oklab([r, g, b]);
}

describe('palette', () => {
  it.each(['#ffffff', '#16181d'])('has a contrast of 3 or more on %s', (ground) => {
    for (const color of [...SEGMENT_COLORS, REST_COLOR]) {
      expect(contrast(color, ground), color).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.keys(VISION))('keeps any two colours apart with %s', (vision) => {
    const colors = [...SEGMENT_COLORS, REST_COLOR].map((color) => seen(color, vision));
    colors.forEach((a, i) => {
      for (const b of colors.slice(0, i)) {
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(0.06);
      }
    });
  });
});

describe('segmentStyles', () => {
  it('never repeats colour and marker together for 50 segments', () => {
    const styles = segmentStyles(Array.from({ length: 50 }, (_, i) => ({ name: `Segment ${i}` })));
    expect(new Set(styles.map(({ color, symbol }) => color + symbol)).size).toBe(50);
  });

  it('paints the rest gray: the last one of rules, and what is called "Other"', () => {
    const colors = (names: string[], method: string) =>
      segmentStyles(
        names.map((name) => ({ name })),
        { method },
      ).map(({ color }) => color);
    expect(colors(['A', 'Everybody else'], 'rules')).toEqual([SEGMENT_COLORS[0], REST_COLOR]);
    expect(colors(['A', 'other'], 'k-means')).toEqual([SEGMENT_COLORS[0], REST_COLOR]);
    expect(colors(['A', 'B'], 'k-means')).toEqual([SEGMENT_COLORS[0], SEGMENT_COLORS[1]]);
  });
});
