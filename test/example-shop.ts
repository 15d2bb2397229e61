import { seeded } from 'clientele';

// A small shop, planted so that values in examples can be told from this page. It has 200 customers on 2026-01-01. The
// groups differ in when they ordered last and in how often; ids C001 to C200 follow the groups. Every second customer
// of a group gets a letter, and as many of each arm convert as stand here.
const GROUPS = [
  { size: 40, active: true, regular: true, converted: { letter: 8, none: 4 } },
  { size: 30, active: true, regular: false, converted: { letter: 3, none: 3 } },
  { size: 50, active: false, regular: true, converted: { letter: 5, none: 1 } },
  { size: 80, active: false, regular: false, converted: { letter: 2, none: 1 } },
];
const AS_OF = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

/** Customers with their group and place in it. */
function members() {
  const all = GROUPS.flatMap((group) => Array.from({ length: group.size }, (_, place) => ({ group, place })));
  return all.map((member, i) => ({ ...member, customerId: `C${String(i + 1).padStart(3, '0')}` }));
}

/** Orders as CSV: customerId, orderId, orderedAt, amount. */
export function plantedOrders(): string {
  const random = seeded(1);
  const between = (low: number, high: number) => low + random.integer(high - low + 1);
  const lines = ['customerId,orderId,orderedAt,amount'];
  for (const { customerId, group } of members()) {
    let day = AS_OF - (group.active ? between(5, 40) : between(250, 400)) * DAY;
    for (let left = group.regular ? between(8, 14) : between(1, 2); left > 0; left--) {
      const cents = group.regular ? between(4000, 8000) : between(2000, 6000);
      const orderedAt = new Date(day).toISOString().slice(0, 10);
      lines.push(`${customerId},O${lines.length},${orderedAt},${(cents / 100).toFixed(2)}`);
      day -= between(15, 30) * DAY;
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Who got the letter, and who converted. */
export function plantedCampaign() {
  return members().map(({ customerId, group, place }) => {
    const arm = place % 2 === 0 ? 'letter' : 'none';
    return { customerId, arm, converted: Math.floor(place / 2) < group.converted[arm] ? 1 : 0 };
  });
}

/**
 * A history a customer, drawn from the BG/NBD (r 1, alpha 4, a 1, b 4) and Gamma-Gamma models: weeks until 2025-10-01, then a
 * holdout of 13 weeks.
 */
export function plantedHistory() {
  const random = seeded(7);
  const exponential = () => -Math.log(1 - random.next());
  const weeks = 13;
  return members().map(({ customerId }) => {
    const customerAge = 20 + random.integer(60);
    const rate = exponential() / 4;
    const leaves = 1 - random.next() ** (1 / 4);
    const days: number[] = [];
    for (let time = exponential() / rate; time < customerAge + weeks; time += exponential() / rate) {
      days.push(time);
      if (random.next() < leaves) break;
    }
    const seen = days.filter((time) => time < customerAge);
    const gamma4 = () => exponential() + exponential() + exponential() + exponential();
    const usual = 200 / gamma4();
    const spent = seen.reduce((total) => total + (usual * gamma4()) / 4, 0);
    return {
      customerId,
      repeatPurchases: seen.length,
      lastPurchaseAge: seen.at(-1) ?? 0,
      customerAge,
      repeatMonetaryMean: seen.length === 0 ? 0 : Math.round((100 * spent) / seen.length) / 100,
      holdoutPurchases: days.length - seen.length,
    };
  });
}
