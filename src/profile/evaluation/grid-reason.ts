import { type Quote, quote, type Sentence, sentence } from '../../core/evidence.js';
import { factSource } from './facts.js';
import { type GridAxes, gridFacts } from './grid-evidence.js';
import type { PlacedInGrid } from './needs-value-grid.js';

/** Why a segment or account has its rank: its level on both axes, with its numbers and where the levels start. */
export function gridReason(axes: GridAxes, one: Omit<PlacedInGrid, 'rank' | 'reason'>): Sentence {
  const source = factSource('grid', gridFacts(axes, one));
  const at = (axis: 'need' | 'value', what: string): Quote => {
    const { format } = axes[axis];
    return quote(source, ['at', one.key, axis, what], what === 'value' ? format : {});
  };
  const title = (axis: 'need' | 'value') => quote(source, [axis, 'title']);
  const isText = (axis: 'need' | 'value') => typeof one[axis] === 'string';
  const value = isText('value')
    ? sentence`Value (${title('value')}): ${at('value', 'value')}`
    : sentence`Value ${at('value', 'level')}: ${title('value')} ${at('value', 'value')} (${at('value', 'range')})`;
  const need = isText('need')
    ? sentence`Need (${title('need')}): ${at('need', 'value')}`
    : sentence`Need ${at('need', 'level')}: ${title('need')} ${at('need', 'value')} (${at('need', 'range')})`;
  return {
    text: `${value.text}. ${need.text}.`,
    parts: [...value.parts, '. ', ...need.parts, '.'],
    basis: 'data',
  };
}
