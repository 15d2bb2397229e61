// Eight rows are a panel: eight values of a column, then of the next one.

/** Panels as rows, one after another. */
export function toRows(panels: usize, columns4: i32, count: i32, rows: usize): void {
  const wide = <usize>columns4 << 2;
  for (let panel = 0; panel < count; panel++) {
    for (let to = rows; to < rows + wide; to += 16, panels += 128) {
      transpose(v128.load(panels), v128.load(panels, 32), v128.load(panels, 64), v128.load(panels, 96), to, wide);
      transpose(v128.load(panels, 16), v128.load(panels, 48), v128.load(panels, 80), v128.load(panels, 112), to + (wide << 2), wide);
    }
    rows += wide << 3;
  }
}

/** Four rows as columns of half a panel, with what lies behind them up to a multiple of four. */
export function toPanel(row0: usize, row1: usize, row2: usize, row3: usize, columns4: i32, to: usize): void {
  for (const end = to + (<usize>columns4 << 5); to < end; to += 128) {
    transpose(v128.load(row0), v128.load(row1), v128.load(row2), v128.load(row3), to, 32);
    row0 += 16;
    row1 += 16;
    row2 += 16;
    row3 += 16;
  }
}

// @ts-ignore: decorator
@inline
export function transpose(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const low2 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(to, v128.shuffle<f64>(low, low2, 0, 2));
  v128.store(to + step, v128.shuffle<f64>(low, low2, 1, 3));
  const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const high2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to + (step << 1), v128.shuffle<f64>(high, high2, 0, 2));
  v128.store(to + step * 3, v128.shuffle<f64>(high, high2, 1, 3));
}
