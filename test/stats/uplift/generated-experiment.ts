/** The experiment of the reference values: a generator that anyone can rebuild, 1000 customers. */
export function generatedExperiment() {
  let state = 7;
  const draws = Array.from({ length: 3000 }, () => {
    state = Number((1664525n * BigInt(state) + 1013904223n) % 4294967296n);
    return state / 2 ** 32;
  });
  const x = draws.slice(0, 1000);
  const treated = draws.slice(1000, 2000).map((draw) => Number(draw < 0.5));
  const outcome = draws
    .slice(2000)
    .map((draw, i) => Number(draw < (treated[i] === 1 ? 0.1 + 0.2 * x[i] : 0.1)));
  const scores = x.map((value) => Math.floor(20 * value) / 20);
  return { x, treated, outcome, scores };
}

/** Scores whose ties fall as in scikit-uplift, the later row first: where a cut goes through a tie, it depends on that. */
export function laterFirst(scores: readonly number[]): number[] {
  return scores.map((score, i) => score + 1e-9 * i);
}
