import * as clientele from 'clientele';
import { expect, test } from 'vitest';

// name, function, number of arguments before its options
const DOORS: readonly [string, unknown, number][] = [
  ['profile', clientele.profile, 2],
  ['needsValueGrid', clientele.needsValueGrid, 1],
  ['segmentRatings', clientele.segmentRatings, 1],
  ['basisRelevance', clientele.basisRelevance, 0],
  ['outOfTimePrediction', clientele.outOfTimePrediction, 0],
  ['reachability', clientele.reachability, 0],
  ['responseBySegment', clientele.responseBySegment, 0],
  ['upliftScores', clientele.upliftScores, 0],
  ['upliftQuality', clientele.upliftQuality, 0],
  ['upliftAtShare', clientele.upliftAtShare, 0],
  ['upliftByPercentile', clientele.upliftByPercentile, 0],
  ['customerTypes', clientele.customerTypes, 0],
  ['profitCurve', clientele.profitCurve, 0],
  ['treatmentBalance', clientele.treatmentBalance, 0],
  ['differenceInDifferences', clientele.differenceInDifferences, 0],
  ['matchOnPropensity', clientele.matchOnPropensity, 0],
  ['guardrails', clientele.guardrails, 0],
  ['scoreboard', clientele.scoreboard, 0],
  ['conversionRates', clientele.conversionRates, 0],
  ['engagementBySegment', clientele.engagementBySegment, 0],
  ['funnel', clientele.funnel, 0],
  ['referralRate', clientele.referralRate, 0],
  ['netPromoterScore', clientele.netPromoterScore, 0],
  ['satisfaction', clientele.satisfaction, 0],
  ['bootstrapDifference', clientele.bootstrapDifference, 2],
  ['experiment', clientele.experiment, 0],
  ['experimentPlan', clientele.experimentPlan, 0],
  ['bootstrapPurchases', clientele.bootstrapPurchases, 2],
  ['holdoutByFrequency', clientele.holdoutByFrequency, 2],
  ['lifetimeValues', clientele.lifetimeValues, 1],
  ['purchaseTracking', clientele.purchaseTracking, 1],
  ['valueBySegment', clientele.valueBySegment, 0],
  ['cohortTriangle', clientele.cohortTriangle, 1],
  ['contractChurn', clientele.contractChurn, 0],
  ['repeatRate', clientele.repeatRate, 0],
  ['retentionBySegment', clientele.retentionBySegment, 0],
  ['timeToNextOrder', clientele.timeToNextOrder, 0],
  ['acquisitionPayback', clientele.acquisitionPayback, 0],
  ['gainLoss', clientele.gainLoss, 0],
  ['orderValues', clientele.orderValues, 0],
  ['revenueConcentration', clientele.revenueConcentration, 0],
  ['revenueTree', clientele.revenueTree, 0],
  ['boughtColumn', clientele.boughtColumn, 0],
  ['costWorksheet', clientele.costWorksheet, 0],
  ['returnOnInvestment', clientele.returnOnInvestment, 0],
  ['segmentingGain', clientele.segmentingGain, 0],
  ['targetingValue', clientele.targetingValue, 0],
];

test.each(DOORS)('%s without its options says so, in words', async (name, door, before) => {
  const call = async (...last: unknown[]) =>
    (door as (...all: unknown[]) => unknown)(...Array.from({ length: before }, () => ({})), ...last);
  for (const wrong of [[], [null], [3], [[]]]) {
    const error = await call(...wrong).catch((thrown: unknown) => thrown);
    expect(clientele.isInputError(error)).toBe(true);
    expect((error as Error).message).toContain(`${name} needs its options, an object`);
  }
});

test('a segmentation and a day that are missing are named', () => {
  const nothing = undefined as never;
  const run = () => clientele.reachability({ segmentation: nothing, reachable: [1] });
  expect(run).toThrow('reachability needs a segmentation');
  const cohorts = clientele.tableOf({ cohort: ['2025-01'] }) as never;
  expect(() => clientele.cohortTriangle(cohorts, { asOf: nothing })).toThrow(clientele.InputError);
});
