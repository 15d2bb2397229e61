import { CUSTOMER_ID, OUTER } from './keys.js';
import { schema } from './schema.js';

/** One row for each thing that a customer did: a visit, an opening, a click, a follow. */
export const eventsSchema = schema('events', 'one event', {
  customerId: CUSTOMER_ID,
  occurredAt: {
    type: 'date',
    role: 'base',
    past: true,
    meaning: 'When it happened',
    basis: 'B4',
    purposes: OUTER,
    names: ['date', 'timestamp', 'time', 'event time', 'created at', 'zeitpunkt', 'fecha', '时间'],
  },
  event: {
    type: 'category',
    role: 'base',
    meaning: 'What happened, for example open, click, visit',
    basis: 'B4',
    purposes: OUTER,
    names: ['event type', 'type', 'action', 'ereignis', 'evenement', 'evento', '事件'],
  },
  channel: {
    type: 'category',
    role: 'descriptor',
    required: false,
    meaning: 'Where it happened',
    basis: 'B4',
    purposes: OUTER,
    names: ['source', 'kanal', 'canal', '渠道'],
  },
  subject: {
    type: 'text',
    required: false,
    meaning: 'What it was about: a page, a campaign, a product',
    basis: 'B4',
    purposes: OUTER,
    names: ['page', 'url', 'campaign', 'object', 'seite'],
  },
});
