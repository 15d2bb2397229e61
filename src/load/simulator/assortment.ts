/** Departments of the retailer, as written in the order lines. */
export type Category =
  | 'women'
  | 'men'
  | 'children'
  | 'business'
  | 'sports'
  | 'outdoor'
  | 'comfort'
  | 'basics'
  | 'shoes'
  | 'accessories';

/** The four ranges in which every article is made; `Renew` is the eco-friendly one. */
export type Range = 'Everyday' | 'Classic' | 'Signature' | 'Renew';

export interface Product {
  readonly name: string;
  readonly category: Category;
  readonly ecoFriendly: boolean;
  /** List price in cents. */
  readonly price: number;
  /** What the retailer pays for one, in cents. */
  readonly cost: number;
}

/** Articles of a department with the price of their Classic range in whole EUR. */
const ARTICLES: Readonly<Record<Category, Readonly<Record<string, number>>>> = {
  women: { dress: 60, blouse: 40, skirt: 42, cardigan: 48, culottes: 55 },
  men: { shirt: 42, chinos: 52, 'polo shirt': 35, jumper: 48, jeans: 60 },
  children: { romper: 22, 'school trousers': 26, 'rain jacket': 38, pyjamas: 20, hoodie: 28 },
  business: { blazer: 110, 'suit trousers': 65, 'office shirt': 48, 'pencil dress': 75, 'wool coat': 150 },
  sports: { leggings: 42, 'running shirt': 32, 'track jacket': 58, shorts: 30, 'yoga top': 36 },
  outdoor: { parka: 120, 'fleece jacket': 60, 'hiking trousers': 65, 'down vest': 72, 'wool hat': 22 },
  comfort: { 'stretch trousers': 48, 'wool waistcoat': 52, 'night dress': 32, slippers: 28, cape: 58 },
  basics: { 't-shirt': 16, 'long-sleeve': 20, socks: 9, underwear: 14, vest: 12 },
  shoes: { trainers: 70, loafers: 75, boots: 100, sandals: 48, ballerinas: 55 },
  accessories: { scarf: 26, belt: 25, bag: 55, gloves: 24, sunglasses: 32 },
};

/** Price against Classic, and cost as a share of the price. */
const RANGES: Readonly<Record<Range, { readonly price: number; readonly costShare: number }>> = {
  Everyday: { price: 0.75, costShare: 0.46 },
  Classic: { price: 1, costShare: 0.42 },
  Signature: { price: 1.55, costShare: 0.36 },
  Renew: { price: 1.2, costShare: 0.5 },
};

/** All products of a department and range. */
export type Assortment = Readonly<Record<Category, Readonly<Record<Range, readonly Product[]>>>>;

/** The 200 products: ten departments, five articles each, four ranges. Prices end in 90 cents. */
export function assortment(): Assortment {
  const shelf = (category: Category, range: Range): Product[] =>
    Object.entries(ARTICLES[category]).map(([article, euros]) => {
      const price = Math.max(Math.round(euros * RANGES[range].price), 5) * 100 - 10;
      return {
        name: `${range} ${article}`,
        category,
        ecoFriendly: range === 'Renew',
        price,
        cost: Math.round(price * RANGES[range].costShare),
      };
    });
  const ranges = Object.keys(RANGES) as Range[];
  return Object.fromEntries(
    (Object.keys(ARTICLES) as Category[]).map((category) => [
      category,
      Object.fromEntries(ranges.map((range) => [range, shelf(category, range)])),
    ]),
  ) as unknown as Assortment;
}
