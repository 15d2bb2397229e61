import { type Quote, quote, type Sentence, sentence } from '../../core/evidence.js';
import type { Marker } from '../markers.js';
import type { CardVoice } from './card-voice.js';

/** Standard deviations below which means differ too little to stand for a marker (Cohen's "small"). */
const LEAST_TOLD = 0.2;

/** How large the difference of a marker is, and of how many: "large difference (2.1 standard deviations), n = 40". */
export function markerDetail({ profile, key, source, segment }: CardVoice, marker: Marker): Sentence {
  const { column, category } = marker;
  const size = (address: readonly string[]): Quote => quote(source, address);
  if (category !== undefined) {
    const cell = profile.categories
      .find(({ name }) => name === column)!
      .categories.find(({ value }) => value === category)!.bySegment[segment];
    const n = quote(source, [key, column, category, 'n']);
    const words = size([key, column, category, 'size']);
    const ratio = cell.difference?.oddsRatio;
    // Where nobody or everybody has it, the ratio is one of the half customer that was added.
    if (ratio === undefined || ratio.method.includes('half')) return sentence`${words} difference, n = ${n}`;
    return sentence`${words} difference (odds ratio ${quote(source, [key, column, category, 'oddsRatio'])}), n = ${n}`;
  }
  const n = quote(source, [key, column, 'n']);
  const words = size([key, column, 'size']);
  const found = profile.numbers.find(({ name }) => name === column)!.bySegment[segment].difference?.cohensD;
  // Means of skewed columns may be alike where most customers differ: the size is that of most customers.
  if (found === undefined || Math.abs(found.value) < LEAST_TOLD)
    return sentence`${words} difference, n = ${n}`;
  const d = quote(source, [key, column, 'cohensD'], { digits: 1 });
  return sentence`${words} difference (${d} standard deviations), n = ${n}`;
}
