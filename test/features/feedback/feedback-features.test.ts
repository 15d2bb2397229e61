import { attribute, featureTable, feedbackFeatures, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('feedbackFeatures', () => {
  const feedback = tableOf({
    who: ['b', 'a', 'a', null, 'a', 'c', 'b'],
    words: ['The book was good.', 'Late!', 'The book was not good.', 'late', '  ', '物流', null],
  });
  const options = {
    columns: { customer: 'who', text: 'words' },
    topics: { delivery: ['late', '物流'], book: ['book'] },
  };

  it('is one row a customer', async () => {
    const { table, anonymous, empty } = await feedbackFeatures(feedback, options);
    // a: "Late!" 0, "not good" -0.3412, the blank one does not count; c: not read.
    expect(table.objects()).toEqual([
      {
        customerId: 'a',
        comments: 2,
        meanSentiment: expect.closeTo(-0.1706, 4),
        deliveryShare: 0.5,
        bookShare: 0.5,
      },
      { customerId: 'b', comments: 1, meanSentiment: 0.4404, deliveryShare: 0, bookShare: 1 },
      { customerId: 'c', comments: 1, meanSentiment: null, deliveryShare: 1, bookShare: 0 },
    ]);
    expect([anonymous, empty]).toEqual([1, 2]);
    expect(table.info.deliveryShare).toMatchObject({ basis: 'B7', unit: 'share', role: 'base' });
    const features = await featureTable(table, [attribute('meanSentiment', { basis: 'B7' })]);
    expect(features.array('meanSentiment')).toEqual(table.array('meanSentiment'));
  });

  it('takes the mean of the comments that could be judged', async () => {
    const both = tableOf({ customerId: ['a', 'a'], text: ['The book was good.', '物流'] });
    const { table } = await feedbackFeatures(both, { topics: options.topics });
    expect(table.objects()).toMatchObject([{ comments: 2, meanSentiment: 0.4404 }]);
  });

  it('does not depend on the order of comments', async () => {
    const reversed = tableOf({
      who: [...feedback.array('who')].reverse(),
      words: [...feedback.array('words')].reverse(),
    });
    expect((await feedbackFeatures(reversed, options)).table.objects()).toEqual(
      (await feedbackFeatures(feedback, options)).table.objects(),
    );
  });

  it('refuses what is no text', async () => {
    await expect(
      feedbackFeatures(tableOf({ customerId: ['a'], text: [5] }), { topics: options.topics }),
    ).rejects.toThrow('row 1, column "text" is 5, not a text.');
  });
});
