import type { LiveOutput } from '../session/live-output.js';
import { colorTraceback } from './color-traceback.js';

/** An output of a cell as message type and content on the output channel. Streams go another way. */
export function outputMessage(
  output: Exclude<LiveOutput, { output_type: 'stream' }>,
  executionCount: number,
): { readonly msgType: string; readonly content: Readonly<Record<string, unknown>> } {
  const msgType = output.output_type;
  switch (output.output_type) {
    case 'execute_result': {
      const { data, metadata } = output;
      return { msgType, content: { data, metadata, execution_count: executionCount } };
    }
    case 'display_data':
    case 'update_display_data': {
      const { data, metadata } = output;
      return {
        msgType,
        content: { data, metadata, transient: 'transient' in output ? output.transient : {} },
      };
    }
    case 'clear_output':
      return { msgType, content: { wait: output.wait } };
    case 'error': {
      const { ename, evalue, traceback } = output;
      return { msgType, content: { ename, evalue, traceback: colorTraceback(ename, traceback) } };
    }
  }
}
