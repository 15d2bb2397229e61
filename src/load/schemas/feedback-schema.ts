import { CUSTOMER_ID, INNER } from './keys.js';
import { schema } from './schema.js';

/** One row a piece of feedback: a review, a rating, a complaint. */
export const feedbackSchema = schema('feedback', 'one piece of feedback', {
  customerId: CUSTOMER_ID,
  givenAt: {
    type: 'date',
    required: false,
    past: true,
    meaning: 'When it was given',
    basis: 'B7',
    purposes: INNER,
    names: ['date', 'created at', 'review date', 'datum', 'fecha', '日期'],
  },
  text: {
    type: 'text',
    required: false,
    meaning: 'What the customer wrote',
    basis: 'B7',
    purposes: INNER,
    names: ['comment', 'review', 'message', 'feedback', 'kommentar', 'commentaire', 'comentario', '评论'],
  },
  rating: {
    type: 'number',
    role: 'base',
    required: false,
    meaning: 'Rating on its scale',
    basis: 'B7',
    purposes: INNER,
    names: ['score', 'stars', 'nps', 'satisfaction', 'bewertung', 'note', 'calificacion', '评分'],
  },
  channel: {
    type: 'category',
    role: 'descriptor',
    required: false,
    meaning: 'Where it was given',
    basis: 'B4',
    purposes: INNER,
    names: ['source', 'kanal', 'canal', '渠道'],
  },
});
