import { CUSTOMER_ID } from './keys.js';
import { schema } from './schema.js';

const MARKETING = ['analysis', 'marketing'] as const;

/** One row for each customer that a campaign chose, controls included. */
export const campaignSendsSchema = schema('campaign sends', 'one customer in one campaign', {
  customerId: CUSTOMER_ID,
  campaign: {
    type: 'category',
    meaning: 'The campaign',
    purposes: MARKETING,
    names: ['campaign id', 'campaign name', 'kampagne', 'campagne', 'campana', '活动'],
  },
  arm: {
    type: 'category',
    role: 'base',
    required: false,
    meaning: 'What was sent, or the control group',
    purposes: MARKETING,
    names: ['treatment', 'group', 'variant', 'segment', 'gruppe', 'test group'],
  },
  channel: {
    type: 'category',
    role: 'descriptor',
    required: false,
    meaning: 'How it was sent',
    basis: 'B4',
    purposes: MARKETING,
    names: ['medium', 'kanal', 'canal', '渠道'],
  },
  sentAt: {
    type: 'date',
    required: false,
    past: true,
    meaning: 'When it was sent',
    purposes: MARKETING,
    names: ['date', 'send date', 'sent', 'visit date', 'versandt', 'fecha envio', '发送时间'],
  },
});
