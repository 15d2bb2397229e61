import { feedbackTopics } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('feedbackTopics', () => {
  const topics = {
    delivery: ['late', 'deliver*', '物流'],
    service: ['customer service', 'agent*'],
    price: ['teuer', 'PREIS'],
  };
  const texts = [
    'LATE again. Customer-service: customer service did not answer', // delivery, service
    'Later is fine', // "later" is not "late"
    'Delivered on time; the agents were kind', // delivery, service
    'It was not late', // delivery, negated
    'Not what I wanted. Late, too', // the negator is in another sentence
    '这次物流太慢了', // delivery
    'Der Preis ist zu teuer', // price
    '',
    null,
  ];
  const found = feedbackTopics(texts, { topics });

  it('finds words, beginnings, phrases and runs, each text once', () => {
    expect(found.mentions).toEqual([
      ['delivery', 'service'],
      [],
      ['delivery', 'service'],
      ['delivery'],
      ['delivery'],
      ['delivery'],
      ['price'],
      [],
      [],
    ]);
    expect(found).toMatchObject({ texts: 7, empty: 2, other: 1 });
    expect(found.topics.select('topic', 'texts', 'negated').objects()).toEqual([
      { topic: 'delivery', texts: 5, negated: 1 },
      { topic: 'service', texts: 2, negated: 0 },
      { topic: 'price', texts: 1, negated: 0 },
    ]);
    expect(found.topics.get('share', 0)).toBeCloseTo(5 / 7, 14);
    // Wilson, 5 of 7, by hand: (5/7 + z²/14 ± z sqrt((10/49)/7 + z²/196)) / (1 + z²/7) with z = 1.959964.
    expect(found.topics.get('low', 0)).toBeCloseTo(0.3589, 4);
    expect(found.topics.get('high', 0)).toBeCloseTo(0.9178, 4);
  });

  it('lets a negator reach three words, and counts what is said both ways as said', () => {
    const negated = (text: string) => feedbackTopics([text], { topics }).topics.get('negated', 0);
    expect(negated('not at all late')).toBe(1);
    expect(negated('not one of them late')).toBe(0); // four words on
    expect(negated('late before, but not late now')).toBe(0);
  });

  it('takes other negators', () => {
    const german = feedbackTopics(['Nicht teuer', 'teuer'], { topics, negators: ['nicht'] });
    expect(german.topics.objects().find(({ topic }) => topic === 'price')).toMatchObject({
      texts: 2,
      negated: 1,
    });
  });

  it('refuses lists that find nothing', () => {
    expect(() => feedbackTopics([], { topics: {} })).toThrow('there are no topics');
    expect(() => feedbackTopics([], { topics: { a: [] } })).toThrow('topic "a" has no words');
    expect(() => feedbackTopics([], { topics: { a: ['*'] } })).toThrow('"*" of topic "a" is no word');
    expect(feedbackTopics([], { topics }).topics.array('share')).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});
