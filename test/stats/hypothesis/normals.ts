import type { Random } from 'clientele';

/** Normal numbers, by Box and Muller. */
export function normals(random: Random, count: number, mean: number, deviation = 1): Float64Array {
  return Float64Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * random.next());
  });
}
