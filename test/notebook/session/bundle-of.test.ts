import { table } from 'arquero';
import { CLIENTELE_MIME, DISPLAY_KEY, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bundleOf } from '#clientele/notebook/session/bundle-of';

describe('bundleOf', () => {
  it('asks the value itself first, and adds text', async () => {
    expect(await bundleOf({ [DISPLAY_KEY]: () => ({ 'text/html': '<b>x</b>', 'text/plain': 'x' }) })).toEqual(
      {
        'text/html': '<b>x</b>',
        'text/plain': 'x',
      },
    );
    expect(
      await bundleOf({ n: 1, [DISPLAY_KEY]: async () => ({ 'image/svg+xml': '<svg/>' }) }),
    ).toMatchObject({
      'image/svg+xml': '<svg/>',
      'text/plain': expect.stringContaining('n: 1'),
    });
  });

  it.each([
    ['ours', tableOf({ id: ['a', 'b'], revenue: [1.5, 2] })],
    ['of Arquero', table({ id: ['a', 'b'], revenue: [1.5, 2] })],
    [
      'rows that are alike',
      [
        { id: 'a', revenue: 1.5 },
        { revenue: 2, id: 'b' },
      ],
    ],
  ])('shows tables: %s', async (_, value) => {
    const bundle = await bundleOf(value);
    expect(bundle[CLIENTELE_MIME]).toMatchObject({
      kind: 'table',
      columns: [{ name: 'id' }, { name: 'revenue' }],
      rows: [
        ['a', 1.5],
        ['b', 2],
      ],
      totalRows: 2,
    });
    expect(bundle['text/html']).toContain('<table');
    expect(bundle['text/plain']).toContain('revenue');
  });

  it('shows the first rows of many, and tells the number', async () => {
    const content = (await bundleOf(Array.from({ length: 1000 }, (_, i) => ({ i }))))[CLIENTELE_MIME];
    expect(content).toMatchObject({ totalRows: 1000, rows: Array.from({ length: 20 }, (_, i) => [i]) });
  });

  it.each([
    ['rows with other keys', [{ a: 1 }, { b: 2 }]],
    ['rows with objects in them', [{ a: {} }]],
    ['an empty array', []],
    ['numbers', [1, 2]],
    [
      'instances',
      [
        new (class A {
          x = 1;
        })(),
      ],
    ],
    ['a typed array', Float64Array.of(1, 2)],
    ['text that looks like HTML', '<b>x</b>'],
    ['null', null],
  ])('shows as text: %s', async (_, value) => {
    expect(Object.keys(await bundleOf(value))).toEqual(['text/plain']);
  });

  it('keeps long values short', async () => {
    expect(((await bundleOf('x'.repeat(1e6)))['text/plain'] as string).length).toBeLessThan(21_000);
    expect(
      ((await bundleOf(Array.from({ length: 1e6 }, (_, i) => i)))['text/plain'] as string).length,
    ).toBeLessThan(2000);
  });

  const cyclic: Record<string, unknown> = { name: 'c' };
  cyclic.self = cyclic;
  it.each([
    ['that contains itself', cyclic, '[Circular *1]'],
    [
      'whose display throws',
      {
        [DISPLAY_KEY]() {
          throw new Error('broken');
        },
      },
      '(its display failed: broken)',
    ],
    [
      'whose display rejects',
      {
        [DISPLAY_KEY]: async () => {
          throw new Error('later');
        },
      },
      '(its display failed: later)',
    ],
    [
      'whose display gives nothing',
      { [DISPLAY_KEY]: () => undefined },
      'it gave undefined instead of a bundle',
    ],
    [
      'with a getter that throws',
      [
        {
          get a() {
            throw new Error('get');
          },
        },
      ],
      '[ { a: [Getter] } ]',
    ],
    [
      'whose inspection throws',
      {
        [Symbol.for('nodejs.util.inspect.custom')]() {
          throw new Error('odd');
        },
      },
      'odd',
    ],
    [
      'that is a revoked proxy',
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
      'revoked',
    ],
  ])('answers for a value %s', async (_, value, text) => {
    expect((await bundleOf(value))['text/plain']).toContain(text);
  });
});
