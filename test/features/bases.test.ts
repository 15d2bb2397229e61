import * as clientele from 'clientele';
import {
  accountsFromUsers,
  ageYears,
  attribute,
  averageOrderValue,
  band,
  basketSize,
  battery,
  commonTerms,
  countOf,
  densityClass,
  discountShare,
  distanceTo,
  engagement,
  type Feature,
  feedbackFeatures,
  feedbackTopics,
  firmSize,
  gini,
  householdSize,
  industry,
  ipsatise,
  lifeStage,
  lifetimeRfm,
  lorenzCurve,
  loyalty,
  meanGap,
  monetary,
  nearestDistance,
  orderCount,
  ordered,
  paidPriceIndex,
  postalPrefix,
  profile,
  quantileBands,
  rateOf,
  recency,
  responseStyle,
  rollUp,
  rollUpSmall,
  ruleSegments,
  scaleScore,
  share,
  shiftedBetaGeometric,
  type Table,
  tableFromRows,
  tableOf,
  tenure,
  trend,
  valueTiers,
  withPlaces,
  yesNoSet,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from './both-places.js';

// Every variable of the bases of segmentation B1 to B8 and the function that serves it, on small tables; expected values
// are worked by hand. Features of rows are computed in memory and in the engine.

const asOf = '2024-03-01';
const day = (text: string) => new Date(`${text}T12:00:00Z`);

const people = tableFromRows([
  {
    customerId: 'a',
    born: day('1990-03-01'),
    gender: 'f',
    income: 18_000,
    education: 'Basic',
    occupation: 'nurse',
    kids: 2,
    partner: true,
    zip: '10115',
    lat: 52.5,
    lon: 13.4,
    city: 'Berlin',
    state: 'BE',
    country: 'DE',
  },
  {
    customerId: 'b',
    born: day('1950-03-02'),
    gender: 'm',
    income: 25_000,
    education: 'PhD',
    occupation: 'clerk',
    kids: 0,
    partner: false,
    zip: '80331',
    lat: 48.1,
    lon: 11.6,
    city: 'München',
    state: 'BY',
    country: 'DE',
  },
  {
    customerId: 'c',
    born: day('2004-01-01'),
    gender: 'f',
    income: 41_000,
    education: 'Master',
    occupation: 'nurse',
    kids: 0,
    partner: false,
    zip: '80333',
    lat: 48.1,
    lon: 11.6,
    city: 'Dachau',
    state: 'BY',
    country: 'DE',
  },
]);

const zips = tableOf({
  zip: ['10115', '80331', '80333'],
  density: [4100, 250, 400],
  climate: ['cold', 'mild', 'mild'],
  region: ['north', 'south', 'south'],
});

// 1 (not at all) to 5 (very much); q2 and value2 ask the other way round.
const answers = tableOf({
  customerId: ['a', 'b', 'c'],
  active: [5, 3, 1],
  couch: [1, 3, 4],
  trendy: [4, 3, 1],
  cheap: [1, 5, 3],
  bargains: [2, 5, 3],
  quality: [5, 2, 3],
  quick: [4, 2, 3],
  status: [5, 1, 3],
  help: [1, 4, 5],
  sport: ['yes', 'no', 'no'],
  music: ['yes', 'yes', 'no'],
});

const lines = tableOf({
  customerId: ['a', 'a', 'a', 'b'],
  orderId: ['1', '2', '2', '3'],
  orderedAt: ['2024-01-01', '2024-01-31', '2024-01-31', '2024-02-20'].map(day),
  amount: [30, 20, 50, 100],
  margin: [10, 5, 15, 20],
  discount: [10, 0, 0, 0],
  category: ['shoes', 'shoes', 'bags', 'bags'],
  channel: ['web', 'shop', 'shop', 'web'],
  brand: ['x', 'y', 'y', 'x'],
  product: ['p', 'p', 'r', 'r'],
  quantity: [1, 1, 1, 1],
});

const events = tableOf({
  customerId: ['a', 'a', 'a', 'b', 'b'],
  at: ['2024-02-29', '2024-02-29', '2024-03-01', '2024-03-01', '2024-03-01'].map(day),
  event: ['sent', 'open', 'visit', 'sent', 'visit'],
});

const firms = tableOf({
  customerId: ['f', 'g'],
  nace: ['47.11', '62.01'],
  staff: [9, 300],
  euros: [1, 80],
  seat: ['DE', 'FR'],
});

const feedback = tableOf({
  customerId: ['a', 'a', 'b'],
  text: ['The delivery was late', 'Too expensive, sadly', 'Delivery came late, the box was broken'],
});
const topics = { delivery: ['deliver*', 'late'], price: ['expensive', 'price*'] };

/** The values of one feature by customer. */
function of(table: Table<never> | object, feature: Feature): () => Promise<unknown[]> {
  return async () => (await bothPlaces(table as Table, [feature], { asOf })).array(feature.name);
}

type Served = [variable: string, by: string, run: () => unknown, expected: unknown];

const BASES: Record<string, Served[]> = {
  B1: [
    ['age', 'ageYears', of(people, ageYears('born')), [34, 73, 20]],
    [
      'age band',
      'band',
      of(people, band(ageYears('born'), [30, 65], { labels: ['young', 'middle', 'old'] })),
      ['middle', 'old', 'young'],
    ],
    [
      'gender',
      'attribute',
      of(people, attribute('gender', { basis: 'B1', role: 'protected' })),
      ['f', 'm', 'f'],
    ],
    [
      'income',
      'attribute',
      of(people, attribute('income', { basis: 'B1', unit: 'EUR' })),
      [18_000, 25_000, 41_000],
    ],
    [
      'income band',
      'band',
      of(people, band('income', [20_000, 40_000])),
      ['under 20,000', '20,000 to under 40,000', '40,000 and over'],
    ],
    [
      'income band by quantile',
      'quantileBands',
      () => quantileBands(people, 'income', 3).bands.map(({ customers }) => customers),
      [1, 1, 1],
    ],
    ['education', 'ordered', of(people, ordered('education', ['Basic', 'Master', 'PhD'])), [0, 2, 1]],
    [
      'occupation',
      'rollUp',
      of(people, rollUp('occupation', { health: ['nurse'] }, { other: 'other', basis: 'B1' })),
      ['health', 'other', 'health'],
    ],
    [
      'life stage',
      'lifeStage',
      of(people, lifeStage({ age: ageYears('born'), children: 'kids', partner: 'partner' })),
      ['young family', 'older single', 'young single'],
    ],
    [
      'family',
      'householdSize',
      of(people, householdSize({ partner: 'partner', children: 'kids' })),
      [4, 1, 1],
    ],
  ],
  B2: [
    [
      'region',
      'withPlaces',
      () => withPlaces(people, zips, { on: 'zip' }).table.array('region'),
      ['north', 'south', 'south'],
    ],
    [
      'climate',
      'withPlaces',
      () => withPlaces(people, zips, { on: 'zip' }).table.array('climate'),
      ['cold', 'mild', 'mild'],
    ],
    [
      'density',
      'withPlaces',
      () => withPlaces(people, zips, { on: 'zip' }).table.array('density'),
      [4100, 250, 400],
    ],
    [
      'urban or rural',
      'densityClass',
      () => of(withPlaces(people, zips, { on: 'zip' }).table, densityClass('density'))(),
      ['urban', 'rural', 'intermediate'],
    ],
    ['country', 'attribute', of(people, attribute('country', { basis: 'B2' })), ['DE', 'DE', 'DE']],
    ['state', 'attribute', of(people, attribute('state', { basis: 'B2' })), ['BE', 'BY', 'BY']],
    [
      'city',
      'rollUpSmall',
      () => rollUpSmall(people, { levels: ['city', 'state', 'country'], least: 2 }).table.array('place'),
      [null, 'BY', 'BY'],
    ],
    ['postal code', 'postalPrefix', of(people, postalPrefix('zip', 2)), ['10', '80', '80']],
    [
      'distance to a store',
      'distanceTo',
      of(people, distanceTo('lat', 'lon', { latitude: 48.1, longitude: 11.6 })),
      [expect.closeTo(505.8, 0), 0, 0],
    ],
    [
      'nearest store',
      'nearestDistance',
      of(
        people,
        nearestDistance('lat', 'lon', [
          { latitude: 52.5, longitude: 13.4 },
          { latitude: 48.1, longitude: 11.6 },
        ]),
      ),
      [0, 0, 0],
    ],
  ],
  B3: [
    // couch turned: 5 3 2
    [
      'lifestyle',
      'scaleScore',
      of(answers, scaleScore('active', ['active', 'couch'], { scale: [1, 5], reversed: ['couch'] })),
      [5, 3, 1.5],
    ],
    [
      'values, opinions, attitudes',
      'scaleScore',
      of(answers, scaleScore('fashion', ['trendy', 'status'], { scale: [1, 5] })),
      [4.5, 2, 2],
    ],
    [
      'personality',
      'battery',
      () => battery(answers, ['active', 'couch'], { scale: [1, 5], reversed: ['couch'] }).scores,
      [5, 3, 1.5],
    ],
    ['interests', 'yesNoSet', () => yesNoSet(answers, ['sport', 'music']).shares.array('yes'), [2, 1]],
    ['hobbies', 'yesNoSet', () => yesNoSet(answers, ['sport', 'music']).scores, [1, 0.5, 0]],
    [
      'response style',
      'responseStyle',
      () =>
        responseStyle(answers, ['active', 'couch'], { scale: [1, 5], reversed: ['couch'] }).array(
          'acquiescence',
        ),
      [0, 0, -0.5],
    ],
    [
      'corrected answers',
      'ipsatise',
      () => ipsatise(answers, ['cheap', 'quality'], { scale: [1, 5] }).array('cheap'),
      [-2, 1.5, 0],
    ],
  ],
  B4: [
    ['purchases', 'orderCount', of(lines, orderCount()), [2, 1]],
    ['recency', 'recency', of(lines, recency()), [30, 10]],
    ['tenure', 'tenure', of(lines, tenure()), [60, 10]],
    ['gaps', 'meanGap', of(lines, meanGap()), [30, null]],
    ['basket', 'basketSize', of(lines, basketSize()), [1.5, 1]],
    ['category', 'share', of(lines, share('category', 'shoes')), [0.5, 0]],
    ['channel', 'share', of(lines, share('channel', 'web')), [0.3, 1]],
    ['loyalty', 'loyalty', of(lines, loyalty('brand')), [0.5, 1]],
    ['trend', 'trend', of(lines, trend('orders', { periods: 2 })), [-1, 1]],
    ['usage, website', 'countOf', of(events, countOf('visits', { event: 'visit' })), [1, 1]],
    ['campaigns', 'rateOf', of(events, rateOf('openRate', { event: 'open' }, { event: 'sent' })), [1, 0]],
    [
      'engagement',
      'engagement',
      of(events, engagement('event', { visit: 1, open: 2 }, { halfLifeDays: 1 })),
      [2, 1],
    ],
  ],
  B5: [
    ['industry', 'industry', of(firms, industry('nace', 2)), ['47', '62']],
    ['company size', 'firmSize', of(firms, firmSize({ employees: 'staff' })), ['micro', 'large']],
    ['revenue', 'firmSize', of(firms, firmSize({ revenue: 'euros', name: 'byRevenue' })), ['micro', 'large']],
    ['location of accounts', 'attribute', of(firms, attribute('seat', { basis: 'B5' })), ['DE', 'FR']],
    [
      'accounts from their users',
      'accountsFromUsers',
      () =>
        accountsFromUsers(tableOf({ email: ['x@f.example', 'y@f.example'] }), {
          email: 'email',
        }).accounts.array('users'),
      [2],
    ],
  ],
  B6: [
    [
      'convenience',
      'scaleScore',
      of(answers, scaleScore('convenience', ['quick'], { scale: [1, 5], basis: 'B6' })),
      [4, 2, 3],
    ],
    [
      'price',
      'scaleScore',
      of(answers, scaleScore('price', ['cheap', 'bargains'], { scale: [1, 5], basis: 'B6' })),
      [1.5, 5, 3],
    ],
    [
      'quality',
      'scaleScore',
      of(answers, scaleScore('fine', ['quality'], { scale: [1, 5], basis: 'B6' })),
      [5, 2, 3],
    ],
    [
      'status',
      'scaleScore',
      of(answers, scaleScore('prestige', ['status'], { scale: [1, 5], basis: 'B6' })),
      [5, 1, 3],
    ],
    ['price sensitivity: discounts', 'discountShare', of(lines, discountShare('discount')), [10 / 110, 0]],
    // mean prices: p 25, r 75; a paid 100 for p, p, r = 125; b paid 100 for r = 75
    [
      'price sensitivity: paid prices',
      'paidPriceIndex',
      of(lines, paidPriceIndex({ product: 'product', quantity: 'quantity' })),
      [0.8, 100 / 75],
    ],
  ],
  B7: [
    [
      'needs',
      'scaleScore',
      of(answers, scaleScore('support', ['help'], { scale: [1, 5], basis: 'B7' })),
      [1, 4, 5],
    ],
    [
      'issues',
      'feedbackTopics',
      () => feedbackTopics(feedback.array('text'), { topics }).topics.array('texts'),
      [2, 1],
    ],
    [
      'pain points',
      'feedbackFeatures',
      async () => (await feedbackFeatures(feedback, { topics })).table.array('deliveryShare'),
      [0.5, 1],
    ],
    [
      'needs nobody listed',
      'commonTerms',
      () => commonTerms(feedback.array('text')).array('term'),
      ['delivery', 'late'],
    ],
    ['needs by segment', 'profile', needsBySegment, [1, 4.5]],
  ],
  B8: [
    ['worth to the business', 'monetary', of(lines, monetary()), [100, 100]],
    ['order value', 'averageOrderValue', of(lines, averageOrderValue()), [50, 100]],
    [
      'margin',
      'monetary',
      async () =>
        (await bothPlaces(lines, [monetary({ name: 'margin' })], { columns: { amount: 'margin' } })).array(
          'margin',
        ),
      [30, 20],
    ],
    ['what lifetime value is fitted on', 'lifetimeRfm', of(lines, lifetimeRfm()[0]), [1, 0]],
    [
      'deciles, heavy-medium-light',
      'valueTiers',
      () =>
        valueTiers(tableOf({ customerId: ['a', 'b', 'c'], value: [5, 9, 1] }), 'value', {
          tiers: 3,
        }).customers.array('tier'),
      [2, 1, 3],
    ],
    [
      'revenue share by tier',
      'valueTiers',
      () =>
        valueTiers(tableOf({ customerId: ['a', 'b'], value: [1, 3] }), 'value', { tiers: 2 }).tiers.array(
          'valueShare',
        ),
      [0.75, 0.25],
    ],
    [
      'Lorenz curve',
      'lorenzCurve',
      () => lorenzCurve([1, 3]).map(({ valueShare }) => valueShare),
      [0, 0.25, 1],
    ],
    ['Gini', 'gini', () => gini([1, 3]), 0.25],
    [
      'lifetime value',
      'shiftedBetaGeometric',
      // Fader and Hardie 2007, "Regular": a 0.704 and b 1.182, so the first renewal brings b / (a + b) of its margin.
      () =>
        Math.round(
          shiftedBetaGeometric(
            tableOf({
              periods: [1, 2, 3, 4, 5, 6, 7, 7],
              ended: [1, 1, 1, 1, 1, 1, 1, 0],
              customers: [369, 163, 86, 56, 37, 27, 21, 241],
            }),
            { columns: { customers: 'customers' } },
          ).residualValue({ renewals: 0, margin: 1000, discountRate: 0, periods: 1 }),
        ),
      627,
    ],
  ],
};

/** Mean need of those below 30,000 of income and of others, from the profile of two segments. */
async function needsBySegment() {
  const need = scaleScore('support', ['help'], { scale: [1, 5], basis: 'B7' });
  const rows = await bothPlaces(answers, [need]);
  const segments = ruleSegments(rows, [{ name: 'self-reliant', when: (row) => Number(row.support) < 3 }], {
    id: 'customerId',
  });
  const { numbers } = profile(segments, rows, { id: 'customerId', columns: ['support'], minimum: 0 });
  return numbers[0].bySegment.map(({ mean }) => mean);
}

describe('every basis of segmentation is served', () => {
  it.each(
    Object.entries(BASES).flatMap(([basis, served]) => served.map((each) => [basis, ...each] as const)),
  )('%s %s by %s', async (_, __, by, run, expected) => {
    expect(Object.keys(clientele)).toContain(by);
    expect(await run()).toEqual(expected);
  });

  // As `attribute` and `scaleScore` are told, and all others say by themselves.
  it('and its features say so', () => {
    const info = (feature: Feature) => feature.info.basis;
    expect([ageYears('x'), householdSize({ children: 'x' }), band('x', [1])].map(info)).toEqual([
      'B1',
      'B1',
      'B1',
    ]);
    expect([postalPrefix('x', 1), densityClass('x')].map(info)).toEqual(['B2', 'B2']);
    expect(
      [scaleScore('x', ['y'], { scale: [0, 1] }), industry('x', 2), firmSize({ employees: 'x' })].map(info),
    ).toEqual(['B3', 'B5', 'B5']);
    expect([recency(), discountShare('x'), monetary()].map(info)).toEqual(['B4', 'B6', 'B8']);
  });
});
