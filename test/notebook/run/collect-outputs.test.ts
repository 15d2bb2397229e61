import { expect, it } from 'vitest';
import { collectOutputs } from '#clientele/notebook/run/collect-outputs';

const shown = (text: string, display_id?: string) => ({
  output_type: 'display_data' as const,
  data: { 'text/plain': text },
  metadata: {},
  ...(display_id === undefined ? {} : { transient: { display_id } }),
});
const printed = (text: string) => ({ output_type: 'stream' as const, name: 'stdout' as const, text });

it('joins streams and puts an update in the place of the earlier displays, in every cell', () => {
  const outputs = collectOutputs();
  outputs.add('a', printed('1'));
  outputs.add('a', printed('2'));
  outputs.add('a', shown('old', 'x'));
  outputs.add('b', shown('old', 'x'));
  outputs.add('b', shown('stays', 'y'));
  outputs.add('b', { ...shown('new'), output_type: 'update_display_data', transient: { display_id: 'x' } });
  expect(outputs.of('a')).toEqual([printed('12'), shown('new')]);
  expect(outputs.of('b')).toEqual([shown('new'), shown('stays')]);
});

it('takes away what was cleared, at once or with the next output', () => {
  const outputs = collectOutputs();
  outputs.add('a', printed('1'));
  outputs.add('a', { output_type: 'clear_output', wait: false });
  expect(outputs.of('a')).toEqual([]);
  outputs.add('a', printed('2'));
  outputs.add('a', { output_type: 'clear_output', wait: true });
  expect(outputs.of('a')).toEqual([printed('2')]);
  outputs.add('a', printed('3'));
  expect(outputs.of('a')).toEqual([printed('3')]);
});
