import { deflateSync } from 'node:zlib';

/** Customers in three segments: circles on a rounded square, in a space of 64 units. */
const BACKGROUND = { color: '#1f3a52', corner: 12 };
const CIRCLES = [
  { x: 24, y: 27, radius: 15, color: '#f2a65a' },
  { x: 46, y: 39, radius: 11, color: '#58b09c' },
  { x: 26, y: 51, radius: 7, color: '#f1e9da' },
];
const SIZE = 64;

/** The logo as an SVG file. */
export function logoSvg(): string {
  const circles = CIRCLES.map(
    ({ x, y, radius, color }) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}"><rect width="${SIZE}" height="${SIZE}" rx="${BACKGROUND.corner}" fill="${BACKGROUND.color}"/>${circles.join('')}</svg>\n`;
}

/** The logo as a PNG file, `size` pixels wide and high. */
export function logoPng(size: number): Uint8Array {
  const rows = Buffer.alloc(size * (1 + 4 * size)); // each row starts with its filter, 0
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      rows.set(pixel(column, row, SIZE / size), row * (1 + 4 * size) + 1 + 4 * column);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // 8 bits a channel; red, green, blue, opacity
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SAMPLES = 4;

/** Red, green, blue, opacity: the mean over a grid of points in the pixel. */
function pixel(column: number, row: number, unit: number): number[] {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const x = (column + ((i % SAMPLES) + 0.5) / SAMPLES) * unit;
    const y = (row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * unit;
    const color = colorAt(x, y);
    if (color === undefined) continue;
    covered++;
    for (let c = 0; c < 3; c++) sum[c] += Number.parseInt(color.slice(1 + 2 * c, 3 + 2 * c), 16);
  }
  const mean = sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered)));
  return [...mean, Math.round((255 * covered) / SAMPLES ** 2)];
}

function colorAt(x: number, y: number): string | undefined {
  const circle = CIRCLES.findLast((shape) => Math.hypot(x - shape.x, y - shape.y) <= shape.radius);
  if (circle !== undefined) return circle.color;
  const { corner, color } = BACKGROUND;
  const inset = (at: number) => Math.max(corner - at, at - (SIZE - corner), 0);
  return Math.hypot(inset(x), inset(y)) <= corner ? color : undefined;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), 4 + body.length);
  return framed;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
