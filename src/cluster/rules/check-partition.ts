import { InputError } from '../../core/input-error.js';
import { counted } from '../../display/counted.js';

/**
 * Checks that every customer meets exactly one rule.
 *
 * @param holding - 1 where a rule holds, one array a rule.
 * @param customer - What to call the customer of a row.
 * @throws {InputError} With how many do not, one of them, and its rules.
 */
export function checkPartition(
  who: string,
  rules: readonly { readonly name: string }[],
  holding: readonly Uint8Array[],
  customer: (row: number) => string,
): void {
  const rows = holding[0].length;
  const none: number[] = [];
  const several: number[] = [];
  const held = (i: number) => rules.filter((_, r) => holding[r][i] === 1).map(({ name }) => `"${name}"`);
  for (let i = 0; i < rows; i++) {
    const count = holding.reduce((sum, answers) => sum + answers[i], 0);
    if (count === 0) none.push(i);
    if (count > 1) several.push(i);
  }
  const parts = [
    ...(none.length === 0 ? [] : [`${meet(none.length)} no rule, for example ${customer(none[0])}`]),
    ...(several.length === 0
      ? []
      : [
          `${meet(several.length)} several rules, for example ${customer(several[0])} meets ${held(several[0]).join(' and ')}`,
        ]),
  ];
  if (parts.length === 0) return;
  throw new InputError(
    `${who}: the rules are no partition: ${parts.join('; ')}. Mend them with findRuleFaults, or let the first rule win with mode "first".`,
  );
}

function meet(count: number): string {
  return `${counted(count, 'customer')} ${count === 1 ? 'meets' : 'meet'}`;
}
