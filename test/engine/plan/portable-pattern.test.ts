import { isInputError } from 'clientele';
import { describe, expect, it } from 'vitest';
import { portablePattern } from '#clientele/engine/plan/portable-pattern';

describe('portablePattern', () => {
  it.each([
    ['a.c', 'a[^\\n]c'],
    ['a\\.c', 'a\\.c'],
    ['[.]', '[.]'],
    ['\\s+', '[ \\t\\n\\f\\r]+'],
    ['[^@\\s]', '[^@ \\t\\n\\f\\r]'],
    ['\\S', '[^ \\t\\n\\f\\r]'],
    ['(?:a|b)\\p{Lu}', '(?:a|b)\\p{Lu}'],
    ['[(?]', '[(?]'],
  ])('writes %s as %s', (pattern, portable) => {
    expect(portablePattern('matches', pattern)).toBe(portable);
  });

  it.each(['(?=a)', '(?<!a)', '(?<n>a)', '(a)\\1', '\\bword', '\\p{Script=Greek}', '[\\S]', '(', 'a{2,1}'])(
    'refuses %s',
    (pattern) => {
      let error: unknown;
      try {
        portablePattern('matches', pattern);
      } catch (thrown) {
        error = thrown;
      }
      expect(isInputError(error)).toBe(true);
    },
  );
});
