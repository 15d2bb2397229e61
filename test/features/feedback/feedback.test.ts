import {
  attribute,
  commonTerms,
  featureTable,
  feedbackFeatures,
  feedbackTopics,
  sentimentOf,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRun, sentencesOf } from '#clientele/features/feedback/words';
import { listeningTask } from '../../load/files.js';

describe('sentencesOf', () => {
  it.each([
    ["It’s LATE, isn't it? Yes", [["it's", 'late', "isn't", 'it'], ['yes']]],
    ['Größe XL-Paket!', [['größe', 'xl-paket']]],
    ['Ｆｕｌｌ width', [['full', 'width']]],
    ['客户很满意。Thanks', [['客户很满意'], ['thanks']]],
    ['iPhone手机3个', [['iphone', '手机', '3', '个']]],
    ['cafe\u0301 2 go', [['café', '2', 'go']]],
    ['…!?  ', []],
    ['', []],
  ])('%j is %j', (text, words) => expect(sentencesOf(text)).toEqual(words));

  it('keeps every letter of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aB é客戶ñ.!-'?😀1 ") }), (text) => {
        const letters = (of: string) =>
          of
            .normalize('NFKC')
            .toLowerCase()
            .replace(/[^\p{L}\p{N}]/gu, '');
        expect(letters(sentencesOf(text).flat().join(''))).toBe(letters(text));
        expect(
          sentencesOf(text)
            .flat()
            .every((word) => !isRun(word) || /^\p{Script=Han}+$/u.test(word)),
        ).toBe(true);
      }),
    );
  });
});

describe('sentimentOf', () => {
  it('judges as VADER does', async () => {
    // Examples with their values from the README of the reference implementation (vaderSentiment, Python).
    const known: [string, number][] = [
      ['VADER is smart, handsome, and funny.', 0.8316],
      ['VADER is smart, handsome, and funny!', 0.8439],
      ['VADER is not smart, handsome, nor funny.', -0.7424],
      ['The book was good.', 0.4404],
      ['The book was only kind of good.', 0.3832],
      ["At least it isn't a horrible book.", 0.431],
      ['Today SUX!', -0.5461],
    ];
    const { scores } = await sentimentOf(known.map(([text]) => text));
    expect(scores).toEqual(known.map(([, score]) => expect.closeTo(score, 4)));
  });

  it('understands negation, with typographic apostrophes too', async () => {
    const { scores } = await sentimentOf(['good', 'not very good', "isn't good", 'isn’t good', 'never good']);
    expect(scores[0]).toBeGreaterThan(0);
    for (const score of scores.slice(1)) expect(score).toBeLessThan(0);
    expect(scores[3]).toBe(scores[2]);
  });

  it('has no score for what is empty or not read', async () => {
    const found = await sentimentOf([
      '',
      '  ',
      null,
      undefined,
      '客户很满意',
      '😀',
      ':)',
      'It arrived',
      '__proto__ toString',
    ]);
    expect(found.scores.map((score) => (score === null ? null : Math.sign(score)))).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      1,
      0,
      0,
    ]);
    expect(found).toMatchObject({ empty: 4, unread: 2, neutral: 2 });
    expect((await sentimentOf([])).scores).toEqual([]);
  });

  it('says when it hardly knows a word', async () => {
    const task = listeningTask();
    await sentimentOf(
      Array.from({ length: 30 }, () => 'Das Paket kam leider viel zu spät an'),
      {},
      task,
    );
    expect(task.warnings).toEqual([
      'sentimentOf: 30 of 30 texts have no word that it knows. It reads English; for other languages give score.',
    ]);
  });

  it('takes a judge of your own', async () => {
    const score = (text: string) => (text.includes('schlecht') ? -1 : text === '?' ? null : 0);
    expect(await sentimentOf(['schlecht', '?', 'Paket', ''], { score })).toEqual({
      scores: [-1, null, 0, null],
      empty: 1,
      unread: 1,
      neutral: 1,
    });
    await expect(sentimentOf(['x'], { score: () => 2 })).rejects.toThrow('the score of text 1 is 2');
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('stopped by the user'));
    const many = Array.from({ length: 5000 }, () => 'The delivery was late and the box was broken.');
    await expect(sentimentOf(many, {}, { signal, progress() {}, warn() {} })).rejects.toThrow(
      'stopped by the user',
    );
  });
});

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

describe('commonTerms', () => {
  it('weighs by hand', () => {
    // Terms: [parcel damaged], [parcel parcel broken], [colour]; N = 3. parcel: in 2, shares 1/2 and 2/3, mean over the
    // three 7/18, times ln(3/2).
    const terms = commonTerms(['The parcel was damaged', 'parcel, parcel broken', 'colour 12', ''], {
      leastTexts: 1,
    });
    const parcel = terms.objects().find(({ term }) => term === 'parcel');
    expect(parcel).toMatchObject({ texts: 2, count: 3 });
    expect(parcel?.weight).toBeCloseTo((7 / 18) * Math.log(1.5), 14);
    expect(terms.get('term', 0)).toBe('colour'); // all of one text: 1/3 ln 3
    expect(terms.array('term')).not.toContain('12');
    expect(commonTerms(['parcel', 'parcel']).array('weight')).toEqual([0]); // in every text: tells nothing apart
  });

  it('pairs characters where words have no blanks, and leaves out own stop words', () => {
    expect(commonTerms(['物流慢', '物流快', '好'], { top: 1 }).array('term')).toEqual(['物流']);
    expect(
      commonTerms(['das Paket', 'das Kleid', 'das Paket'], { stopWords: ['DAS'] }).array('term'),
    ).toEqual(['paket']);
    expect(() => commonTerms([], { top: 0 })).toThrow('top is 0');
    expect(commonTerms([]).numRows()).toBe(0);
  });
});

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
