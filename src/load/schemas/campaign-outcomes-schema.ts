import { CUSTOMER_ID } from './keys.js';
import { schema } from './schema.js';

const OUTCOME = { role: 'outcome', required: false, purposes: ['analysis', 'marketing'] } as const;

/** One row for each customer and campaign: what came of it. Outcomes are never bases of segments. */
export const campaignOutcomesSchema = schema(
  'campaign outcomes',
  'what came of one customer in one campaign',
  {
    customerId: CUSTOMER_ID,
    campaign: {
      type: 'category',
      meaning: 'The campaign',
      names: ['campaign id', 'campaign name', 'kampagne', 'campagne', '活动'],
    },
    delivered: { ...OUTCOME, type: 'boolean', meaning: 'The message arrived', names: ['zugestellt'] },
    opened: { ...OUTCOME, type: 'boolean', meaning: 'The message was opened', names: ['open', 'geoeffnet'] },
    clicked: { ...OUTCOME, type: 'boolean', meaning: 'A link was clicked', names: ['click', 'geklickt'] },
    converted: {
      ...OUTCOME,
      type: 'boolean',
      meaning: 'The customer did what the campaign was for',
      names: ['conversion', 'response', 'purchase', 'bought', 'gekauft', '转化'],
    },
    revenue: {
      ...OUTCOME,
      type: 'money',
      meaning: 'Revenue after the campaign',
      basis: 'B8',
      names: ['spend', 'amount', 'umsatz', 'gift', '收入'],
    },
    unsubscribed: {
      ...OUTCOME,
      type: 'boolean',
      meaning: 'The customer wanted no more messages',
      names: ['unsubscribe', 'opt out', 'abgemeldet'],
    },
  },
);
