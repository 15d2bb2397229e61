const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const MASK = BUCKETS - 1;

/** Memory for sorting up to so many numbers, to be used again and again. */
export interface SortRoom {
  readonly numbers: readonly [Float64Array, Float64Array, Float64Array];
  readonly labels: readonly [Int32Array, Int32Array];
}

/** Room for a number of values. */
export function sortRoom(size: number): SortRoom {
  return {
    numbers: [new Float64Array(size), new Float64Array(size), new Float64Array(size)],
    labels: [new Int32Array(size), new Int32Array(size)],
  };
}

/**
 * Numbers in ascending order, each with its label: digit by digit, where `sort` compares pair by pair.
 *
 * @param values - NaN where missing: left out. Zero has one sign in the answer.
 * @param labels - One a value.
 * @param room - Where the answer is put: it lasts until the room is used again. Default: room of its own.
 *
 * O(values · digits that differ). Source: Knuth, "The Art of Computer Programming" 3 (1998), 5.2.5.
 *
 * @example
 * labelledSort(Float64Array.of(3, -1, 2), Int32Array.of(0, 1, 0)).labels; // Int32Array [1, 0, 0]
 */
export function labelledSort(
  values: Float64Array,
  labels: Int32Array,
  room = sortRoom(values.length),
): { readonly sorted: Float64Array; readonly labels: Int32Array } {
  let n = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) n++;
  let from = room.numbers[0].subarray(0, n);
  let fromLabels = room.labels[0].subarray(0, n);
  for (let i = 0, kept = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    from[kept] = values[i] + 0; // one zero
    fromLabels[kept++] = labels[i];
  }
  const counts = flipAndCount(wordsOf(from));
  let to = room.numbers[1].subarray(0, n);
  let toLabels = room.labels[1].subarray(0, n);
  for (let digit = 0; digit < 6; digit++) {
    const places = counts[digit];
    const words = wordsOf(from);
    const word = digit < 3 ? 0 : 1;
    const shift = (digit % 3) * DIGIT_BITS;
    if (n === 0 || places[(words[word] >>> shift) & MASK] === n) continue; // all alike
    for (let bucket = 0, start = 0; bucket < BUCKETS; bucket++) {
      const own = places[bucket];
      places[bucket] = start;
      start += own;
    }
    const toWords = wordsOf(to);
    for (let i = 0; i < n; i++) {
      const [low, high] = [words[2 * i], words[2 * i + 1]];
      const place = places[((word === 0 ? low : high) >>> shift) & MASK]++;
      toWords[2 * place] = low;
      toWords[2 * place + 1] = high;
      toLabels[place] = fromLabels[i];
    }
    [from, to] = [to, from];
    [fromLabels, toLabels] = [toLabels, fromLabels];
  }
  unflip(wordsOf(from));
  return { sorted: from, labels: fromLabels };
}

function wordsOf(numbers: Float64Array): Uint32Array {
  return new Uint32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
}

/** Turns the bits so that they rise with the number when read as one whole number, and counts its digits. */
function flipAndCount(words: Uint32Array): Uint32Array[] {
  const counts = Array.from({ length: 6 }, () => new Uint32Array(BUCKETS));
  const [c0, c1, c2, c3, c4, c5] = counts;
  for (let i = 0; i < words.length; i += 2) {
    const isNegative = words[i + 1] >>> 31 === 1;
    const low = isNegative ? ~words[i] : words[i];
    const high = isNegative ? ~words[i + 1] : words[i + 1] | 0x80000000;
    words[i] = low;
    words[i + 1] = high;
    c0[low & MASK]++;
    c1[(low >>> 11) & MASK]++;
    c2[low >>> 22]++;
    c3[high & MASK]++;
    c4[(high >>> 11) & MASK]++;
    c5[high >>> 22]++;
  }
  return counts;
}

function unflip(words: Uint32Array): void {
  for (let i = 0; i < words.length; i += 2) {
    if (words[i + 1] >>> 31) words[i + 1] &= 0x7fffffff;
    else {
      words[i] = ~words[i];
      words[i + 1] = ~words[i + 1];
    }
  }
}
