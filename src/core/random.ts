/** A seeded source of chance. The same seed and stream give the same numbers everywhere. */
export interface Random {
  /** The next number, uniform on [0, 1), with 32 random bits. */
  next(): number;
  /** The next whole number, uniform on 0 to `limit - 1`; `limit` is at most 2^32. */
  integer(limit: number): number;
  /** The next draw from the standard normal distribution (Box-Muller). */
  normal(): number;
  /** An independent source, named by a number: the same whatever was drawn from this one before. */
  stream(index: number): Random;
}

/**
 * A generator for a seed (xoshiro128**, state filled by SplitMix32).
 *
 * @param seed - Any whole number; its lowest 32 bits count. 0 is as good as any other.
 * @param stream - Independent sequence under the same seed, default 0.
 *
 * Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).
 *
 * @example
 * seeded(42).next() === seeded(42).next(); // true
 */
export function seeded(seed: number, stream = 0): Random {
  const fill = splitMix32((seed ^ Math.imul(stream, 0x9e3779b9)) | 0, stream);
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();

  function bits(): number {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  const random: Random = {
    next: () => bits() / 4294967296,
    integer: (limit) => Math.floor((bits() / 4294967296) * limit),
    normal: () => {
      const radius = Math.sqrt(-2 * Math.log((bits() + 1) / 4294967297)); // + 1: the logarithm of 0 is not finite
      return radius * Math.cos(2 * Math.PI * (bits() / 4294967296));
    },
    stream: (index) => seeded(seed, stream === 0 ? index + 1 : nestedStream(stream, index)),
  };
  return random;
}

/** A stream of a stream: mixed, so that it meets none of the small numbers that streams of the seed itself have. */
function nestedStream(stream: number, index: number): number {
  let mixed = Math.imul(stream ^ Math.imul(index + 1, 0x9e3779b9), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function splitMix32(seed: number, salt: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9 + salt) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
