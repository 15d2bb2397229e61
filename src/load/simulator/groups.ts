import type { Category, Range } from './assortment.js';
import type { Season } from './calendar.js';

export type GroupKey = 'young-professionals' | 'families' | 'retirees' | 'eco-friendly' | 'others';
export type Household = 'single' | 'couple' | 'family' | 'shared';
export type Region = 'Capital' | 'North' | 'East' | 'South' | 'West';
export type Channel = 'web' | 'app' | 'store';
export type Contact = 'e-mail' | 'app' | 'post';
export type Need = 'price' | 'quality' | 'sustainability' | 'convenience' | 'style' | 'service';

/** What the members of a planted group have in common. Shares are 0 to 1, weights are relative. */
export interface PlantedGroup {
  readonly name: string;
  /** Share of all customers. */
  readonly share: number;

  readonly age: {
    readonly mean: number;
    readonly spread: number;
    readonly low: number;
    readonly high: number;
  };
  readonly womenShare: number;
  readonly households: Readonly<Record<Household, number>>;
  readonly regions: Readonly<Record<Region, number>>;
  readonly emailConsent: number;
  readonly contacts: Readonly<Record<Contact, number>>;
  /** Share who were customers before the first day of the simulation. */
  readonly joinedBefore: number;

  readonly ordersPerYear: number;
  /** Mean years until a customer leaves for good. */
  readonly lifetimeYears: number;
  /** Mean order lines in an order. */
  readonly linesPerOrder: number;
  readonly season: Season;
  /** Mean hour of the day at which they order on the web or in the app. */
  readonly hour: number;
  readonly channels: Readonly<Record<Channel, number>>;
  readonly categories: Readonly<Record<Category, number>>;
  /** Ranges they choose when they do not choose the eco-friendly one. */
  readonly ranges: Readonly<Record<Exclude<Range, 'Renew'>, number>>;
  readonly ecoShare: number;
  /** Share of orders with a voucher. */
  readonly voucherShare: number;
  /** Share of orders of two lines or more of which one line is sent back. */
  readonly returnShare: number;
  /** How far members differ from the group: sigma of their own factors and log-odds. */
  readonly individuality: number;

  /** Mean answer to each item of the survey, 1 (does not matter) to 7 (matters most). */
  readonly needs: Readonly<Record<Need, number>>;
  /** How readily they answer a survey; weight. */
  readonly surveyResponse: number;
  /** Points of conversion that a message adds, 0 to 1: the message for all, and the one made for this group. */
  readonly lift: { readonly general: number; readonly fitting: number };
}

const CITY = { Capital: 4, North: 1, East: 1.2, South: 1.5, West: 1.5 };
const EVERYWHERE = { Capital: 2, North: 1.5, East: 1.3, South: 1.9, West: 1.8 };
const COUNTRY = { Capital: 1, North: 2, East: 1.5, South: 2, West: 1.6 };

/** The planted groups, in the order of the truth file. */
export const GROUPS: Readonly<Record<GroupKey, PlantedGroup>> = {
  'young-professionals': {
    name: 'Young professionals',
    share: 0.16,
    age: { mean: 29, spread: 3.5, low: 21, high: 38 },
    womenShare: 0.5,
    households: { single: 6, couple: 3, family: 0.3, shared: 1.5 },
    regions: CITY,
    emailConsent: 0.74,
    contacts: { 'e-mail': 3, app: 6, post: 0.3 },
    joinedBefore: 0.5,
    ordersPerYear: 6.2,
    lifetimeYears: 2.6,
    linesPerOrder: 1.9,
    season: {
      months: [1, 0.9, 1.1, 1.05, 1, 0.9, 0.8, 0.9, 1.3, 1.15, 1, 0.9],
      weekend: 0.75,
      sale: 1.4,
      christmas: 1.8,
    },
    hour: 20,
    channels: { web: 2.5, app: 8, store: 0.8 },
    categories: {
      women: 1,
      men: 1,
      children: 0.1,
      business: 5.2,
      sports: 3.6,
      outdoor: 0.5,
      comfort: 0.15,
      basics: 0.8,
      shoes: 1.6,
      accessories: 1.4,
    },
    ranges: { Everyday: 1, Classic: 2.5, Signature: 3.5 },
    ecoShare: 0.14,
    voucherShare: 0.18,
    returnShare: 0.3,
    individuality: 0.45,
    needs: { price: 3.9, quality: 5.1, sustainability: 4, convenience: 5.9, style: 6, service: 4 },
    surveyResponse: 0.8,
    lift: { general: 0.02, fitting: 0.13 },
  },
  families: {
    name: 'Families',
    share: 0.18,
    age: { mean: 39, spread: 5.5, low: 26, high: 54 },
    womenShare: 0.66,
    households: { single: 0.2, couple: 0.4, family: 9.4, shared: 0 },
    regions: EVERYWHERE,
    emailConsent: 0.76,
    contacts: { 'e-mail': 6, app: 3, post: 1 },
    joinedBefore: 0.55,
    ordersPerYear: 5.4,
    lifetimeYears: 3,
    linesPerOrder: 3.2,
    season: {
      months: [0.9, 0.9, 1.1, 1.1, 1, 0.9, 0.9, 1.5, 1.1, 1, 1, 1],
      weekend: 1.9,
      sale: 2.2,
      christmas: 2.5,
    },
    hour: 21,
    channels: { web: 6, app: 2, store: 2.5 },
    categories: {
      women: 1.2,
      men: 0.9,
      children: 9,
      business: 0.3,
      sports: 0.9,
      outdoor: 0.9,
      comfort: 0.4,
      basics: 2.8,
      shoes: 1.1,
      accessories: 0.5,
    },
    ranges: { Everyday: 5, Classic: 2.5, Signature: 0.4 },
    ecoShare: 0.13,
    voucherShare: 0.4,
    returnShare: 0.18,
    individuality: 0.45,
    needs: { price: 6, quality: 5, sustainability: 4, convenience: 5.7, style: 3.6, service: 4.1 },
    surveyResponse: 0.8,
    lift: { general: 0.015, fitting: 0.12 },
  },
  retirees: {
    name: 'Retirees',
    share: 0.14,
    age: { mean: 70, spread: 5.5, low: 60, high: 90 },
    womenShare: 0.6,
    households: { single: 3.5, couple: 6.4, family: 0.1, shared: 0.1 },
    regions: COUNTRY,
    emailConsent: 0.6,
    contacts: { 'e-mail': 3, app: 0.3, post: 6 },
    joinedBefore: 0.75,
    ordersPerYear: 4.4,
    lifetimeYears: 4.5,
    linesPerOrder: 1.8,
    season: {
      months: [0.9, 0.9, 1.2, 1.2, 1.1, 1, 0.8, 0.8, 1.1, 1.2, 1.1, 0.9],
      weekend: 0.35,
      sale: 1.3,
      christmas: 2.1,
    },
    hour: 11,
    channels: { web: 1.8, app: 0.2, store: 8 },
    categories: {
      women: 1,
      men: 0.9,
      children: 0.4,
      business: 0.2,
      sports: 0.3,
      outdoor: 2.2,
      comfort: 7.5,
      basics: 1,
      shoes: 1.3,
      accessories: 0.7,
    },
    ranges: { Everyday: 1, Classic: 6, Signature: 1.6 },
    ecoShare: 0.1,
    voucherShare: 0.22,
    returnShare: 0.08,
    individuality: 0.45,
    needs: { price: 4.6, quality: 6, sustainability: 4, convenience: 4.3, style: 3.5, service: 6 },
    surveyResponse: 1.6,
    lift: { general: 0.02, fitting: 0 },
  },
  'eco-friendly': {
    name: 'Eco-friendly buyers',
    share: 0.14,
    age: { mean: 39, spread: 11, low: 20, high: 74 },
    womenShare: 0.64,
    households: { single: 3, couple: 3.5, family: 2.5, shared: 1 },
    regions: CITY,
    emailConsent: 0.7,
    contacts: { 'e-mail': 7, app: 2, post: 0.5 },
    joinedBefore: 0.45,
    ordersPerYear: 4.6,
    lifetimeYears: 3.4,
    linesPerOrder: 2,
    season: {
      months: [1, 0.9, 1.1, 1.2, 1.1, 1, 0.9, 0.9, 1.1, 1.1, 1, 0.8],
      weekend: 1.1,
      sale: 0.6,
      christmas: 1.2,
    },
    hour: 19,
    channels: { web: 7, app: 1.5, store: 1.5 },
    categories: {
      women: 1.8,
      men: 1.2,
      children: 0.8,
      business: 0.4,
      sports: 1,
      outdoor: 2.4,
      comfort: 0.5,
      basics: 3,
      shoes: 0.9,
      accessories: 0.9,
    },
    ranges: { Everyday: 1, Classic: 3, Signature: 1.5 },
    ecoShare: 0.84,
    voucherShare: 0.08,
    returnShare: 0.07,
    individuality: 0.45,
    needs: { price: 3.9, quality: 5.8, sustainability: 6.5, convenience: 4.2, style: 4.2, service: 4.3 },
    surveyResponse: 1.5,
    lift: { general: 0.01, fitting: 0.15 },
  },
  others: {
    name: 'Others',
    share: 0.38,
    age: { mean: 46, spread: 15, low: 20, high: 88 },
    womenShare: 0.56,
    households: { single: 3.5, couple: 3.8, family: 2.2, shared: 0.5 },
    regions: EVERYWHERE,
    emailConsent: 0.68,
    contacts: { 'e-mail': 5, app: 3, post: 2 },
    joinedBefore: 0.55,
    ordersPerYear: 4.2,
    lifetimeYears: 2.2,
    linesPerOrder: 1.9,
    season: {
      months: [1, 0.9, 1, 1, 1, 1, 0.9, 0.9, 1.1, 1.1, 1, 1],
      weekend: 1,
      sale: 2,
      christmas: 2.1,
    },
    hour: 17,
    channels: { web: 4.5, app: 2.5, store: 4 },
    categories: {
      women: 3,
      men: 2.4,
      children: 0.7,
      business: 0.7,
      sports: 1,
      outdoor: 0.9,
      comfort: 0.7,
      basics: 1.6,
      shoes: 2.4,
      accessories: 1.6,
    },
    ranges: { Everyday: 3, Classic: 4, Signature: 1.3 },
    ecoShare: 0.14,
    voucherShare: 0.25,
    returnShare: 0.15,
    individuality: 0.7,
    needs: { price: 5, quality: 5, sustainability: 4.2, convenience: 4.8, style: 4.6, service: 4.6 },
    surveyResponse: 0.8,
    lift: { general: 0.01, fitting: 0 },
  },
};
