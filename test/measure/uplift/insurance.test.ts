import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { matrixOf, treatmentBalance, upliftByPercentile, upliftQuality, upliftScores } from 'clientele';
import { describe, expect, it } from 'vitest';
import { hasShared, shared } from '../../fixtures/shared-data.js';

/** The insurer's direct-mail test, a file of 10,000 customers; columns that hold most of what is known of them. */
function insurance(file: string) {
  const text = gunzipSync(readFileSync(`${shared}/datasets/insurance-uplift/${file}.csv.gz`)).toString();
  const [header, ...lines] = text.trim().split(/\r?\n/);
  const names = header.replaceAll('"', '').split(',');
  const rows = lines.map((line) => line.split(','));
  const column = (name: string) => rows.map((row) => Number(row[names.indexOf(name)]));
  const taken = ['AGE', 'N_OPEN_REV_ACTS', 'TOT_HI_CRDT_CRDT_LMT', 'RATIO_BAL_TO_HI_CRDT', 'D_REGION_A'];
  const columns = taken.map(column);
  const ids = column('UNIQUE_ID').map(String);
  return {
    ids,
    features: matrixOf(
      Float64Array.from(ids.flatMap((_, i) => columns.map((values) => values[i]))),
      taken.length,
      taken,
      ids,
    ),
    treated: column('TREATMENT'),
    outcome: column('PURCHASE'),
  };
}

describe.runIf(hasShared)('insurance-uplift', () => {
  it('published purchases of both files', () => {
    // 983 of 5,028 control and 1,013 of 4,972 treated; 1,006 of 4,940 and 1,007 of 5,060
    for (const [file, control, treated, points] of [
      ['train', [983, 5028], [1013, 4972], 0.82],
      ['valid', [1006, 4940], [1007, 5060], -0.46],
    ] as const) {
      const { all } = upliftByPercentile({ ...insurance(file), scores: Array(10_000).fill(0) });
      expect([all.control.mean! * control[1], all.control.n]).toEqual(
        [control[0], control[1]].map((x) => expect.closeTo(x, 8)),
      );
      expect([all.treated.mean! * treated[1], all.treated.n]).toEqual(
        [treated[0], treated[1]].map((x) => expect.closeTo(x, 8)),
      );
      expect(100 * all.uplift!).toBeCloseTo(points, 2);
    }
  });

  it('a model of the one file ranks the other without a claim beyond what it shows; the draw was fair', async () => {
    const [train, valid] = [insurance('train'), insurance('valid')];
    expect(treatmentBalance(train).isBalanced).toBe(true);
    const uplift = await upliftScores({ ...train, learner: 'T', folds: 2, seed: 1 });
    const { scores } = uplift.score(valid.features);
    const quality = await upliftQuality({ ...valid, scores, seed: 1, resamples: 200 });
    const { interval } = quality.qini;
    expect(interval!.high - interval!.low).toBeLessThan(0.1);
    expect(quality.because.includes('is not shown')).toBe(interval!.low <= 0 && interval!.high >= 0);
    // The overall effect may be 0: what divides by it has no interval.
    expect(quality.areas[3].interval).toBeUndefined();
  });
});
