import { describe, expect, it } from 'vitest';
import { nearestHint } from '#clientele/notebook/language/nearest-hint';

describe('nearestHint', () => {
  it.each([
    [
      `Argument of type '"frequncy"' is not assignable to parameter of type '"customerId" | "frequency"'.`,
      ' Nearest: "frequency".',
    ],
    [`Type '"wbe"' is not assignable to type '"web" | "store"'.`, ' Nearest: "web".'],
    [`Type '"zzz"' is not assignable to type '"web" | "store"'.`, ''],
    [`Type 'string' is not assignable to type '"web" | "store"'.`, ''],
    [`Cannot find name 'frequncy'. Did you mean 'frequency'?`, ''],
  ])('%s', (message, hint) => expect(nearestHint(message)).toBe(hint));
});
