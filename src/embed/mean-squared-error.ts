/** Mean squared difference between numbers and what was made of them; at least one. */
export function meanSquaredError(values: Float64Array, made: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (values[i] - made[i]) ** 2;
  return total / values.length;
}
