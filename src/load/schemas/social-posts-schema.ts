import { CUSTOMER_ID, INNER, ownId } from './keys.js';
import { schema } from './schema.js';

/** One row a post on social media by somebody who is known as a customer. */
export const socialPostsSchema = schema('social posts', 'one post', {
  postId: ownId('The post', ['post', 'tweet id', 'message id', 'beitrag']),
  customerId: { ...CUSTOMER_ID, required: false },
  postedAt: {
    type: 'date',
    past: true,
    meaning: 'When it was posted',
    basis: 'B3',
    purposes: INNER,
    names: ['date', 'created at', 'timestamp', 'datum', 'fecha', '日期'],
  },
  platform: {
    type: 'category',
    role: 'descriptor',
    required: false,
    meaning: 'Where it was posted',
    basis: 'B3',
    purposes: INNER,
    names: ['network', 'channel', 'source', 'plattform', '平台'],
  },
  text: {
    type: 'text',
    required: false,
    meaning: 'What was posted',
    basis: 'B3',
    purposes: INNER,
    names: ['message', 'content', 'body', 'inhalt', 'contenu', '内容'],
  },
  likes: {
    type: 'whole number',
    role: 'base',
    required: false,
    meaning: 'Times it was liked',
    basis: 'B3',
    purposes: INNER,
    min: 0,
    names: ['favorites', 'reactions', '赞'],
  },
});
