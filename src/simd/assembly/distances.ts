/**
 * Distances, in double, between a tile of 8 customers (column after column, 8 numbers each) and others (row after row).
 *
 * @param out Gets 8 distances for each of the others, 64 bytes.
 */
// @ts-ignore: decorator
@inline
export function distances(tile: usize, others: usize, count: i32, columns: i32, out: usize): void {
  const width = <usize>columns << 3;
  const end = others + <usize>count * width;
  for (let other = others, to = out; other < end; to += 64) {
    let d0 = f64x2.splat(0);
    let d1 = d0, d2 = d0, d3 = d0;
    let at = tile;
    const next = other + width;
    for (; other < next; other += 8, at += 64) {
      const p = v128.load64_splat(other);
      const x0 = f64x2.sub(v128.load(at), p);
      const x1 = f64x2.sub(v128.load(at, 16), p);
      const x2 = f64x2.sub(v128.load(at, 32), p);
      const x3 = f64x2.sub(v128.load(at, 48), p);
      d0 = f64x2.add(d0, f64x2.mul(x0, x0));
      d1 = f64x2.add(d1, f64x2.mul(x1, x1));
      d2 = f64x2.add(d2, f64x2.mul(x2, x2));
      d3 = f64x2.add(d3, f64x2.mul(x3, x3));
    }
    v128.store(to, f64x2.sqrt(d0));
    v128.store(to, f64x2.sqrt(d1), 16);
    v128.store(to, f64x2.sqrt(d2), 32);
    v128.store(to, f64x2.sqrt(d3), 48);
  }
}
