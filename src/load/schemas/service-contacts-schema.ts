import { CUSTOMER_ID, INNER, ownId } from './keys.js';
import { schema } from './schema.js';

/** One row for each time a customer turned to the service. */
export const serviceContactsSchema = schema('service contacts', 'one contact with the service', {
  contactId: ownId('The contact', ['ticket', 'ticket id', 'case id', 'case number', 'vorgang', '工单']),
  customerId: CUSTOMER_ID,
  contactedAt: {
    type: 'date',
    role: 'base',
    past: true,
    meaning: 'When the customer turned to the service',
    basis: 'B7',
    purposes: INNER,
    names: ['date', 'created at', 'opened at', 'datum', 'fecha', '日期'],
  },
  channel: {
    type: 'category',
    role: 'descriptor',
    required: false,
    meaning: 'How: by telephone, e-mail, chat',
    basis: 'B4',
    purposes: INNER,
    names: ['medium', 'kanal', 'canal', '渠道'],
  },
  reason: {
    type: 'category',
    role: 'base',
    required: false,
    meaning: 'What it was about',
    basis: 'B7',
    purposes: INNER,
    names: ['topic', 'subject', 'issue', 'category', 'grund', 'anliegen', 'motif', 'motivo', '原因'],
  },
  solved: {
    type: 'boolean',
    role: 'outcome',
    required: false,
    meaning: 'Whether it was solved',
    basis: 'B7',
    purposes: INNER,
    names: ['resolved', 'closed', 'geloest', 'resolu', 'resuelto', '已解决'],
  },
  minutes: {
    type: 'number',
    required: false,
    unit: 'minutes',
    meaning: 'Time until it was solved',
    basis: 'B7',
    purposes: INNER,
    min: 0,
    names: ['duration', 'handling time', 'resolution time', 'dauer'],
  },
});
