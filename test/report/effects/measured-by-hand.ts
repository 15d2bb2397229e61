import {
  type Figure,
  funnel,
  funnelChart,
  guardrailChart,
  guardrails,
  netPromoterChart,
  netPromoterScore,
  scoreboard,
  scoreboardChart,
  tableFromRows,
  tableOf,
} from 'clientele';
import { segmentsOf } from '../../profile/segments-by-hand.js';

/** Two hundred customers in four segments of fifty, in turn. */
const ids = Array.from({ length: 200 }, (_, i) => `c${String(i).padStart(3, '0')}`);

/** Everything that the figures of measures are drawn from. */
export async function measurements(names: readonly string[], minimum = 10) {
  const segmentation = segmentsOf(Object.fromEntries(ids.map((id, i) => [id, i % names.length])), names);
  const campaign = tableFromRows(
    ids.map((customerId, i) => ({
      customerId,
      arm: i % 8 < 4 ? 'none' : '=one',
      converted: i % 3 === 0 ? 1 : 0,
      left: i % 8 === 5 || i % 16 === 4 ? 1 : 0,
    })),
  );
  const guarded = guardrails({
    segmentation,
    campaign,
    control: 'none',
    harms: { left: { margin: 0.1, title: '<b>Left</b>' } },
    minimum,
  });
  const mails = await funnel({
    segmentation,
    events: tableFromRows(
      ids.flatMap((customerId, i) => [
        { customerId, event: 'sent' },
        ...(i % 2 === 0 ? [{ customerId, event: 'opened' }] : []),
        ...(i % 6 === 0 ? [{ customerId, event: 'clicked & read' }] : []),
      ]),
    ),
    steps: ['sent', 'opened', 'clicked & read'],
    minimum,
  });
  const survey = tableOf({ customerId: ids, likely: ids.map((_, i) => (i % 5 === 0 ? null : (i * 7) % 11)) });
  const nps = netPromoterScore({ segmentation, survey, answer: 'likely', scale: [0, 10], minimum });
  const orders = (amount: number) =>
    tableOf({
      customerId: ids,
      orderedAt: ids.map((_, i) => `2025-01-${String(1 + (i % 28)).padStart(2, '0')}`),
      amount: ids.map((_, i) => amount + (i % 4) * 5 + (i % 7)),
    });
  const common = { segmentation, currency: 'EUR', minimum };
  const previous = await scoreboard({ ...common, orders: orders(30) });
  const board = await scoreboard({
    ...common,
    orders: orders(10),
    campaign,
    control: 'none',
    measures: { satisfaction: nps.measure },
    targets: { conversion: 0.3 },
    guardrails: guarded,
    previous,
  });
  return { guarded, mails, nps, board, ids };
}

/** The four figures. */
export async function measured(names: readonly string[], minimum = 10): Promise<Record<string, Figure>> {
  const { guarded, mails, nps, board } = await measurements(names, minimum);
  return {
    scoreboardChart: scoreboardChart(board),
    guardrailChart: guardrailChart(guarded),
    funnelChart: funnelChart(mails),
    netPromoterChart: netPromoterChart(nps),
  };
}
