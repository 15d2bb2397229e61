import { Customers, rowAt, z } from './customers';

/** Writes tiles, squares and norms: z in single precision, 16 rows a tile, column after column. */
export function pack(at: usize, from: i32, to: i32, _thread: i32): void {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const fullTiles = customers.rows >> 4;
  for (let tile = from; tile < to; tile++) {
    const out = customers.tiles + ((<usize>tile * columns) << 6);
    if (tile < fullTiles && customers.order === 0) packTile(customers, tile << 4, out);
    else packPlaces(customers, tile << 4, out);
    store<f32>(customers.norms + (tile << 2), measure(out, columns, customers.squares + (<usize>tile << 6)));
  }
}

function packTile(customers: Customers, row: i32, out: usize): void {
  const columns = customers.columns;
  const stride = <usize>columns << 3;
  const scale = f64x2.splat(customers.scale);
  const even = columns & ~1;
  let value = customers.values + <usize>row * stride;
  for (let quarter: usize = 0; quarter < 64; quarter += 16, value += stride << 2) {
    let from = value;
    let center = customers.centers;
    let to = out + quarter;
    for (let j = 0; j < even; j += 2, from += 16, center += 16, to += 128) {
      const shift = v128.load(center);
      const a = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(v128.load(from), shift), scale));
      const b = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(v128.load(from + stride), shift), scale));
      const c = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(v128.load(from + 2 * stride), shift), scale));
      const d = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(v128.load(from + 3 * stride), shift), scale));
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(to, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 64);
    }
  }
  if (even < columns) {
    for (let r = 0; r < 16; r++) store<f32>(out + ((even << 4) + r << 2), <f32>z(customers, row + r, even));
  }
}

/** A tile that is not full, or whose rows stand elsewhere. */
function packPlaces(customers: Customers, place: i32, out: usize): void {
  const columns = customers.columns;
  const scale = customers.scale;
  for (let r: usize = 0; r < 64; r += 4, place++) {
    let to = out + r;
    if (place >= customers.rows) {
      for (let j = 0; j < columns; j++, to += 64) store<f32>(to, 0);
      continue;
    }
    let value = customers.values + ((<usize>rowAt(customers, place) * columns) << 3);
    let center = customers.centers;
    for (let j = 0; j < columns; j++, value += 8, center += 8, to += 64) {
      store<f32>(to, <f32>((load<f64>(value) - load<f64>(center)) * scale));
    }
  }
}

/** Notes the squared lengths of 16 rows and returns the length of the longest, all rounded up. */
function measure(tile: usize, columns: i32, squares: usize): f32 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let j = 0; j < columns; j++, tile += 64) {
    const p = v128.load(tile);
    const q = v128.load(tile, 16);
    const r = v128.load(tile, 32);
    const s = v128.load(tile, 48);
    a = f32x4.add(a, f32x4.mul(p, p));
    b = f32x4.add(b, f32x4.mul(q, q));
    c = f32x4.add(c, f32x4.mul(r, r));
    d = f32x4.add(d, f32x4.mul(s, s));
  }
  const up = f32x4.splat(1 + <f32>(columns + 3) * 1.2e-7);
  a = f32x4.mul(a, up);
  b = f32x4.mul(b, up);
  c = f32x4.mul(c, up);
  d = f32x4.mul(d, up);
  v128.store(squares, a);
  v128.store(squares, b, 16);
  v128.store(squares, c, 32);
  v128.store(squares, d, 48);
  const all = f32x4.max(f32x4.max(a, b), f32x4.max(c, d));
  const most = max(
    max(f32x4.extract_lane(all, 0), f32x4.extract_lane(all, 1)),
    max(f32x4.extract_lane(all, 2), f32x4.extract_lane(all, 3)),
  );
  return sqrt<f32>(most) * 1.000001;
}
