import type { Random } from '../../core/random.js';

/** What feedback is about. */
export type Topic = 'delivery' | 'price' | 'quality' | 'service';

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

/** A sentence or two about a topic, with a feeling. */
export function feedbackText(random: Random, topic: Topic, feeling: 'good' | 'bad'): string {
  const pick = (list: readonly string[]) => list[random.integer(list.length)];
  return `${pick(PHRASES[topic][feeling])}. ${pick(ENDINGS[feeling])}`;
}
