import { Customers, rowAt, z } from './customers';

/** Tiles whose rows are fetched together where they stand elsewhere. */
const TOGETHER = 8;

/** Writes tiles, squares and norms: z in single precision, 16 rows a tile, column after column. */
export function pack(at: usize, from: i32, to: i32, _thread: i32): void {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const fullTiles = customers.rows >> 4;
  for (let tile = from; tile < to; tile++) {
    const out = customers.tiles + ((<usize>tile * columns) << 6);
    if (customers.order !== 0 && (tile - from) % TOGETHER === 0) {
      const touched = touchRows(customers, tile << 4, min(min(tile + TOGETHER, to) << 4, customers.rows));
      store<i32>(customers.norms + (tile << 2), touched); // else nothing would be fetched; its norm comes below
    }
    if (tile < fullTiles) packTile(customers, tile << 4, out);
    else packLast(customers, tile << 4, out);
    store<f32>(customers.norms + (tile << 2), measure(out, columns, customers.squares + (<usize>tile << 6)));
  }
}

/** Reads a little of each line of some rows, so that fetching one does not wait for another. */
function touchRows(customers: Customers, from: i32, to: i32): i32 {
  const bytes = <usize>customers.columns << 3;
  let touched = 0;
  for (let line: usize = 0; line < bytes; line += 64) {
    const values = customers.values + line;
    for (let place = from; place < to; place++) {
      touched += load<i32>(values + <usize>rowAt(customers, place) * bytes);
    }
  }
  return touched;
}

function packTile(customers: Customers, place: i32, out: usize): void {
  const columns = customers.columns;
  const stride = <usize>columns << 3;
  const scale = f64x2.splat(customers.scale);
  const even = columns & ~1;
  for (let quarter: usize = 0; quarter < 64; quarter += 16, place += 4) {
    let row0 = customers.values + <usize>rowAt(customers, place) * stride;
    let row1 = customers.values + <usize>rowAt(customers, place + 1) * stride;
    let row2 = customers.values + <usize>rowAt(customers, place + 2) * stride;
    let row3 = customers.values + <usize>rowAt(customers, place + 3) * stride;
    let center = customers.centers;
    let to = out + quarter;
    for (let j = 0; j < even; j += 2, row0 += 16, row1 += 16, row2 += 16, row3 += 16, center += 16, to += 128) {
      const shift = v128.load(center);
      const a = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(v128.load(row0), shift), scale));
      const b = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(v128.load(row1), shift), scale));
      const c = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(v128.load(row2), shift), scale));
      const d = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(v128.load(row3), shift), scale));
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(to, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 64);
    }
    if (even === columns) continue;
    for (let r = 0; r < 4; r++) {
      store<f32>(to + (r << 2), <f32>z(customers, rowAt(customers, place + r), even));
    }
  }
}

/** The last tile, where it is not full. */
function packLast(customers: Customers, place: i32, out: usize): void {
  const columns = customers.columns;
  for (let r: usize = 0; r < 64; r += 4, place++) {
    for (let j = 0; j < columns; j++) {
      const value = place < customers.rows ? z(customers, rowAt(customers, place), j) : 0;
      store<f32>(out + (<usize>j << 6) + r, <f32>value);
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
  const all = f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d));
  const halves = f32x4.pmax(all, v128.shuffle<f32>(all, all, 2, 3, 0, 1));
  return sqrt<f32>(f32x4.extract_lane(f32x4.pmax(halves, v128.shuffle<f32>(halves, halves, 1, 0, 3, 2)), 0)) * 1.000001;
}
