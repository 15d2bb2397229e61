import type { Random } from '../../core/random.js';

/** What feedback is about. */
export type Topic = 'delivery' | 'price' | 'quality' | 'service';

/** Languages of feedback: English and German. */
export type Language = 'en' | 'de';

/** Why the service is called. */
export type Complaint = 'return' | 'late delivery' | 'wrong size' | 'invoice' | 'question';

/** How often each reason comes; weights. */
export const CONTACT_REASONS: Readonly<Record<Complaint, number>> = {
  return: 4,
  'late delivery': 3,
  'wrong size': 3,
  invoice: 1,
  question: 2,
};

const PHRASES: Readonly<Record<Topic, Readonly<Record<'good' | 'bad', readonly string[]>>>> = {
  delivery: {
    good: ['The parcel arrived early', 'Fast delivery', 'The courier was on time'],
    bad: ['The parcel arrived late', 'Terrible delivery', 'The courier lost my parcel'],
  },
  price: {
    good: ['A great price', 'Excellent offers', 'Good value for the price'],
    bad: ['Too expensive', 'A bad price', 'The price is an insult'],
  },
  quality: {
    good: ['The fabric is excellent', 'Lovely material', 'The seams are perfect'],
    bad: ['The fabric is terrible', 'Poor material', 'The seams broke, awful'],
  },
  service: {
    good: ['The staff were friendly', 'Great help in the store', 'Kind service'],
    bad: ['The staff were rude', 'Nobody helped me, horrible', 'Bad service'],
  },
};
const ENDINGS = {
  good: ['I am happy.', 'Thank you!', 'I love it.'],
  bad: ['I am angry.', 'I hate it.', 'What a disappointment.'],
};

const GERMAN_PHRASES: typeof PHRASES = {
  delivery: {
    good: ['Das Paket kam früh an', 'Schnelle Lieferung', 'Der Bote war pünktlich'],
    bad: ['Das Paket kam zu spät', 'Schreckliche Lieferung', 'Der Bote hat mein Paket verloren'],
  },
  price: {
    good: ['Ein toller Preis', 'Hervorragende Angebote', 'Viel Ware für den Preis'],
    bad: ['Viel zu teuer', 'Ein schlechter Preis', 'Der Preis ist eine Frechheit'],
  },
  quality: {
    good: ['Der Stoff ist hervorragend', 'Schönes Material', 'Die Nähte sind perfekt'],
    bad: ['Der Stoff ist schrecklich', 'Schlechtes Material', 'Die Nähte sind gerissen'],
  },
  service: {
    good: ['Das Personal war freundlich', 'Tolle Hilfe im Laden', 'Netter Service'],
    bad: ['Das Personal war unhöflich', 'Niemand hat mir geholfen', 'Schlechter Service'],
  },
};
const GERMAN_ENDINGS: typeof ENDINGS = {
  good: ['Ich bin zufrieden.', 'Vielen Dank!', 'Ich liebe es.'],
  bad: ['Ich bin verärgert.', 'Ich hasse es.', 'Was für eine Enttäuschung.'],
};

/** A sentence or two about a topic, with a feeling; either language takes the same draws. */
export function feedbackText(
  random: Random,
  topic: Topic,
  feeling: 'good' | 'bad',
  language: Language,
): string {
  const pick = (list: readonly string[]) => list[random.integer(list.length)];
  const [phrases, endings] = language === 'de' ? [GERMAN_PHRASES, GERMAN_ENDINGS] : [PHRASES, ENDINGS];
  return `${pick(phrases[topic][feeling])}. ${pick(endings[feeling])}`;
}
