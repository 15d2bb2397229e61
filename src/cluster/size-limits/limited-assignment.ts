/** A heap of customers by what it costs to move them; those who have moved since are passed over when they come up. */
class MoveHeap {
  readonly #costs: number[] = [];
  readonly #customers: number[] = [];

  push(customer: number, cost: number): void {
    let at = this.#costs.length;
    this.#costs.push(cost);
    this.#customers.push(customer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isLess(at, parent)) break;
      this.#exchange(at, parent);
      at = parent;
    }
  }

  /** The cheapest customer that is still there. */
  first(
    isThere: (customer: number) => boolean,
  ): { readonly customer: number; readonly cost: number } | undefined {
    while (this.#costs.length > 0) {
      if (isThere(this.#customers[0])) return { customer: this.#customers[0], cost: this.#costs[0] };
      const cost = this.#costs.pop()!;
      const customer = this.#customers.pop()!;
      if (this.#costs.length === 0) return undefined;
      this.#costs[0] = cost;
      this.#customers[0] = customer;
      this.#sink();
    }
    return undefined;
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= this.#costs.length) return;
      const least = left + 1 < this.#costs.length && this.#isLess(left + 1, left) ? left + 1 : left;
      if (!this.#isLess(least, at)) return;
      this.#exchange(at, least);
      at = least;
    }
  }

  #isLess(a: number, b: number): boolean {
    if (this.#costs[a] !== this.#costs[b]) return this.#costs[a] < this.#costs[b];
    return this.#customers[a] < this.#customers[b];
  }

  #exchange(a: number, b: number): void {
    [this.#costs[a], this.#costs[b]] = [this.#costs[b], this.#costs[a]];
    [this.#customers[a], this.#customers[b]] = [this.#customers[b], this.#customers[a]];
  }
}

const STEPS = 2 ** 40;

/** How many customers a segment may have. */
export interface SizeLimits {
  readonly least: number;
  readonly most: number;
}

/**
 * The cheapest assignment of customers to segments whose sizes keep limits: the best of all, not a good one. Customers come
 * in one after the other, each by the cheapest way that ends in a segment with room: one customer may push out another,
 * who goes on to a third segment. Segments below their least size are filled first.
 *
 * @param given - Costs of each customer in each segment, row after row, 0 or above; they count to 2^-40 of the largest.
 * @param k - Segments, `k · least` to `k · most` customers.
 *
 * O(customers · (k³ + k · log customers)) for few moves a customer.
 * Source: successive shortest paths, Ahuja, Magnanti and Orlin, "Network Flows" (1993), section 9.7; Bradley, Bennett and
 * Demiriz, "Constrained k-means clustering", Microsoft Research MSR-TR-2000-65, for its use here.
 */
export function limitedAssignment(given: Float64Array, k: number, { least, most }: SizeLimits): Int32Array {
  const customers = given.length / k;
  const largest = given.reduce((a, b) => Math.max(a, b), 0);
  // Whole numbers: sums are exact, so that no round trip seems to save the last digit for ever.
  const costs = given.map((cost) => (largest > 0 ? Math.round((cost / largest) * STEPS) : 0));
  const labels = new Int32Array(customers).fill(-1);
  const sizes = new Float64Array(k);
  const heaps = Array.from({ length: k * k }, () => new MoveHeap());
  const enter = (customer: number, segment: number): void => {
    labels[customer] = segment;
    sizes[segment]++;
    for (let to = 0; to < k; to++) {
      if (to !== segment) {
        heaps[segment * k + to].push(customer, costs[customer * k + to] - costs[customer * k + segment]);
      }
    }
  };
  const ways = new Float64Array(k);
  const before = new Int32Array(k);
  for (let customer = 0; customer < customers; customer++) {
    const moves = Array.from({ length: k * k }, (_, pair) => {
      const from = Math.floor(pair / k);
      return from === pair % k ? undefined : heaps[pair].first((other) => labels[other] === from);
    });
    for (let s = 0; s < k; s++) {
      ways[s] = costs[customer * k + s];
      before[s] = -1;
    }
    // Bellman and Ford: moves may save something, but no round trip does while the assignment is the best.
    for (let round = 1; round < k; round++) {
      let isShorter = false;
      for (let from = 0; from < k; from++) {
        for (let to = 0; to < k; to++) {
          const move = moves[from * k + to];
          if (move === undefined) continue;
          const way = ways[from] + move.cost;
          if (way < ways[to]) {
            ways[to] = way;
            before[to] = from;
            isShorter = true;
          }
        }
      }
      if (!isShorter) break;
    }
    const isNeedy = sizes.some((size) => size < least);
    let end = -1;
    for (let s = 0; s < k; s++) {
      const hasRoom = sizes[s] < (isNeedy ? least : most);
      if (hasRoom && (end < 0 || ways[s] < ways[end])) end = s;
    }
    for (let to = end; ; to = before[to]) {
      const from = before[to];
      if (from === -1) {
        enter(customer, to);
        break;
      }
      const moved = moves[from * k + to]!.customer;
      sizes[from]--;
      enter(moved, to);
    }
  }
  return labels;
}
