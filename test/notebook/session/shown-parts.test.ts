import { DISPLAY_KEY, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { shownParts } from '#clientele/notebook/session/shown-parts';

const figure = { [DISPLAY_KEY]: () => ({ 'text/plain': 'a figure' }) };

describe('shownParts', () => {
  it('takes a list of displayable values apart', () =>
    expect(shownParts([figure, figure])).toEqual([figure, figure]));

  it('takes tables for such values', () => {
    const table = tableOf({ orders: [1] });
    expect(shownParts([table, figure])).toEqual([table, figure]);
  });

  it.each([[[]], [[1, 2]], [[figure, 1]], [figure], ['text'], [null]])('leaves %o whole', (value) =>
    expect(shownParts(value)).toEqual([value]),
  );
});
