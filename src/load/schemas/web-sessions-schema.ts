import { CUSTOMER_ID, OUTER, ownId } from './keys.js';
import { schema } from './schema.js';

/** One row a visit to the website. */
export const webSessionsSchema = schema('web sessions', 'one visit to the website', {
  customerId: CUSTOMER_ID,
  sessionId: ownId('The visit', ['session', 'visit id', 'sitzung', '会话']),
  startedAt: {
    type: 'date',
    role: 'base',
    past: true,
    meaning: 'When it began',
    basis: 'B4',
    purposes: OUTER,
    names: ['start', 'session start', 'timestamp', 'date', 'beginn', 'fecha', '开始时间'],
  },
  pages: {
    type: 'whole number',
    role: 'base',
    required: false,
    unit: 'pages',
    meaning: 'Pages looked at',
    basis: 'B4',
    purposes: OUTER,
    min: 0,
    names: ['page views', 'pageviews', 'hits', 'seiten'],
  },
  seconds: {
    type: 'number',
    role: 'base',
    required: false,
    unit: 'seconds',
    meaning: 'How long it took',
    basis: 'B4',
    purposes: OUTER,
    min: 0,
    names: ['duration', 'session duration', 'time on site', 'dauer', 'duree', 'duracion'],
  },
  device: {
    type: 'category',
    role: 'descriptor',
    required: false,
    meaning: 'Device',
    basis: 'B4',
    purposes: OUTER,
    names: ['device type', 'platform', 'geraet', 'appareil'],
  },
  source: {
    type: 'category',
    role: 'descriptor',
    required: false,
    meaning: 'Where the visit came from',
    basis: 'B4',
    purposes: OUTER,
    names: ['referrer', 'medium', 'channel', 'utm source', 'quelle'],
  },
});
