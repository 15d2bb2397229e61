import { distances } from './distances';

const CHUNK: i32 = 64; // distances to so many others are kept before they are summed: 4 KB

/**
 * Mean distances of tiles of 8 customers to their own segment and to the nearest other one, in double.
 *
 * @param targets The tiles, as `distances` takes them.
 * @param own Segment of each customer in them, i32.
 * @param others All customers, segment after segment.
 * @param starts Where each segment begins among them, i32; one more for the end. None is empty.
 * @param scratch 4 KB for each thread.
 * @param ownMeans Gets 8 means a tile, the customer itself left out: not a number for one alone in its segment.
 * @param nearestMeans Gets 8 means a tile.
 * @param first The tile of unit 0.
 */
export function silhouetteMeans(targets: usize, own: usize, columns: i32, others: usize, starts: usize, segments: i32, scratch: usize, ownMeans: usize, nearestMeans: usize, first: i32, from: i32, to: i32, thread: i32): void {
  const width = <usize>columns << 3;
  const block = scratch + (<usize>thread << 12);
  for (let tile = first + from; tile < first + to; tile++) {
    const rows = targets + ((<usize>tile * columns) << 6);
    const labels = own + (<usize>tile << 5);
    const means = ownMeans + (<usize>tile << 6);
    const nearest = nearestMeans + (<usize>tile << 6);
    for (let lane = 0; lane < 64; lane += 8) store<f64>(nearest + lane, Infinity);
    for (let segment = 0; segment < segments; segment++) {
      const begin = load<i32>(starts + (segment << 2));
      const end = load<i32>(starts + (segment << 2), 4);
      let s0 = f64x2.splat(0);
      let s1 = s0, s2 = s0, s3 = s0;
      for (let other = begin; other < end; other += CHUNK) {
        const count = min(CHUNK, end - other);
        distances(rows, others + <usize>other * width, count, columns, block);
        const last = block + (count << 6);
        for (let at = block; at < last; at += 64) {
          s0 = f64x2.add(s0, v128.load(at));
          s1 = f64x2.add(s1, v128.load(at, 16));
          s2 = f64x2.add(s2, v128.load(at, 32));
          s3 = f64x2.add(s3, v128.load(at, 48));
        }
      }
      v128.store(block, s0);
      v128.store(block, s1, 16);
      v128.store(block, s2, 32);
      v128.store(block, s3, 48);
      const size = end - begin;
      for (let lane = 0; lane < 8; lane++) {
        const sum = load<f64>(block + (lane << 3));
        const mean = nearest + (lane << 3);
        if (load<i32>(labels + (lane << 2)) == segment) store<f64>(means + (lane << 3), sum / (size - 1));
        else store<f64>(mean, min(load<f64>(mean), sum / size));
      }
    }
  }
}
