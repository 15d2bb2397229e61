/** A public data set of customers, and where it can be had. Nothing of it comes with the package. */
export interface CatalogEntry {
  readonly name: string;
  readonly title: string;
  /** Who made it, and where it was published. */
  readonly origin: string;
  readonly licence: string;
  /** Page for people. */
  readonly page: string;
  /** File that `clientele datasets get` fetches; absent where there is none whose address lasts. */
  readonly address?: string;
  /** Bases of segmentation it is good for. */
  readonly bases: string;
  /** SHA-256 of that file, where it never changes. */
  readonly sha256?: string;
}

const UCI = 'https://archive.ics.uci.edu';
const CC_BY = 'CC BY 4.0, cite the paper';

/** The data sets, by name. */
export const CATALOG: readonly CatalogEntry[] = [
  {
    name: 'online-retail',
    title: 'All order lines of a UK online gift shop, December 2010 to December 2011 (541,909 lines)',
    origin: 'Chen, Sain and Guo (2012), J. Database Marketing 19(3); UCI Machine Learning Repository (2015)',
    licence: CC_BY,
    page: `${UCI}/dataset/352/online+retail`,
    address: `${UCI}/static/public/352/online+retail.zip`,
    bases: 'B4, B8, B2',
  },
  {
    name: 'wholesale-customers',
    title: 'Yearly spending of 440 business clients of a wholesale distributor in Portugal',
    origin: 'Abreu (2011), ISCTE-IUL Lisbon; UCI Machine Learning Repository (2014)',
    licence: CC_BY,
    page: `${UCI}/dataset/292/wholesale+customers`,
    address: `${UCI}/static/public/292/wholesale+customers.zip`,
    bases: 'B4, B5, B8',
  },
  {
    name: 'bank-marketing',
    title: 'Telephone campaigns of a Portuguese bank, 2008 to 2010, with who subscribed',
    origin:
      'Moro, Cortez and Rita (2014), Decision Support Systems 62; UCI Machine Learning Repository (2012)',
    licence: CC_BY,
    page: `${UCI}/dataset/222/bank+marketing`,
    address: `${UCI}/static/public/222/bank+marketing.zip`,
    bases: 'B1, B4',
  },
  {
    name: 'adult-income',
    title: 'Extract of the US census of 1994: 48,842 people, for checks of fairness',
    origin: 'Kohavi and Becker (1996); UCI Machine Learning Repository',
    licence: CC_BY,
    page: `${UCI}/dataset/2/adult`,
    address: `${UCI}/static/public/2/adult.zip`,
    bases: 'B1',
  },
  {
    name: 'cdnow',
    title: 'Purchases of 23,570 people new at an online CD shop in early 1997, to June 1998',
    origin: 'Fader and Hardie, from data supplied by CDNOW; Marketing Science 24(2) (2005)',
    licence: 'none stated; offered for research and teaching',
    page: 'https://www.brucehardie.com/datasets/',
    bases: 'B4, B8',
  },
  {
    name: 'complete-journey',
    title: 'A year of a grocery loyalty panel with campaigns and coupons (2,469 households)',
    origin: '84.51°; R package completejourney, Boehmke and Mortimer (2019)',
    licence: 'CC0, as the R package declares',
    page: 'https://bradleyboehmke.github.io/completejourney/',
    bases: 'B1, B4, B8',
  },
  {
    name: 'groceries',
    title: '9,835 baskets of a grocery outlet in 169 categories',
    origin: 'Hahsler, Hornik and Reutterer (2006); R package arules',
    licence: 'GPL-3 (the R package)',
    page: 'https://mhahsler.github.io/arules/',
    bases: 'B4',
  },
];
