import { boughtColumn, costWorksheet, segmentingGain, targetingValue } from 'clientele';

const ids = Array.from({ length: 300 }, (_, i) => `c${i}`);
const segments = ['a', 'b'].map((key) => ({ key, name: key, size: 150, share: 0.5 }));
const labels = Int32Array.from(ids, (_, i) => Math.floor(i / 3) % 2);
const arms = ids.map((_, i) => ['none', 'one', 'own'][i % 3]);

/** Three arms by lot; a message by segment brings so much more. */
export function gainOf(more: number) {
  return segmentingGain({
    segmentation: { ids, labels, segments },
    arms,
    none: 'none',
    one: 'one',
    bySegment: 'own',
    margin: arms.map((arm, i) => (i % 7) + (arm === 'own' ? more : 0)),
    cost: { one: { each: 1 }, bySegment: { each: 1 } },
    currency: 'EUR',
  });
}

/** Five segments for so many customers and hours. */
export function worksheetOf(customers: number, teamHours: number) {
  return costWorksheet({
    segments: 5,
    channels: 1,
    messages: 1,
    hourPrice: 50,
    hours: { segment: 10 },
    teamHours,
    customers,
    contactPrice: 0.1,
    conversionMargin: 40,
    controlRate: 0.1,
    currency: 'EUR',
  });
}

/** A column that tells whom a letter moves, at a price. */
export function columnAt(price: number) {
  const experiment = {
    arms: arms.map((arm) => (arm === 'own' ? 'letter' : 'none')),
    margin: arms.map((arm, i) => (i % 7) + (arm === 'own' && labels[i] === 0 ? 40 : 0)),
    cost: { letter: 15 },
    seed: 1,
    currency: 'EUR',
  };
  return boughtColumn({
    without: targetingValue({ ...experiment, segmentation: { ids, labels: new Int32Array(300), segments } }),
    withColumn: targetingValue({ ...experiment, segmentation: { ids, labels, segments } }),
    price,
    contacts: 300,
  });
}
