import { sentimentOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { listeningTask } from '../../load/files.js';

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
