import { CUSTOMER_ID, INNER } from './keys.js';
import { schema } from './schema.js';

/** One row an answer to a question; psychographic, benefit and need batteries. */
export const surveyAnswersSchema = schema('survey answers', 'one answer', {
  customerId: { ...CUSTOMER_ID, names: [...CUSTOMER_ID.names, 'respondent', 'respondent id', 'befragter'] },
  item: {
    type: 'category',
    meaning: 'The question',
    basis: 'B3',
    purposes: INNER,
    names: ['question', 'question id', 'frage', 'pregunta', '问题'],
  },
  answer: {
    type: 'number',
    role: 'base',
    required: false,
    meaning: 'The answer on its scale',
    basis: 'B3',
    purposes: INNER,
    names: ['response', 'score', 'rating', 'value', 'antwort', 'reponse', 'respuesta', '回答'],
  },
  answeredAt: {
    type: 'date',
    required: false,
    past: true,
    meaning: 'When it was answered',
    basis: 'B3',
    purposes: INNER,
    names: ['date', 'timestamp', 'datum', 'fecha', '日期'],
  },
});
