import { describe, expect, it } from 'vitest';
import { splitCrash } from '#clientele/notebook/run/crash-text';

describe('splitCrash', () => {
  // First lines as Node 20 and V8 print them.
  it.each([
    '<--- Last few GCs --->\n[1:0x1]',
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n',
    'Waiting for the debugger to disconnect...\n',
    '----- Native stack trace -----\n',
    '  #  /usr/bin/node[25342]: void node::InternalCallbackScope::Close() at ../src/api/callback.cc:145\n',
    '[25342:0x5c1d3d0]     2103 ms: Mark-Compact 140.8 (172.7) -> 140.3 MB\n',
    'node[7]: ../src/x.cc:1: Assertion `x` failed.\n',
  ])('splits off %j', (text) => {
    expect(splitCrash('', `a warning\n\n${text}more`)).toEqual({
      shown: 'a warning\n',
      crash: `${text}more`,
    });
    expect(splitCrash('', `\n${text}`)).toEqual({ shown: '', crash: text });
    expect(splitCrash(text, 'more')).toEqual({ shown: '', crash: `${text}more` });
  });

  it('leaves what cells write', () => {
    const text = '# a heading\n[1] first\nnode: x\n';
    expect(splitCrash('', text)).toEqual({ shown: text, crash: '' });
  });
});
