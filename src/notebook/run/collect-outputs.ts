import type { Output, StreamOutput } from '../document/notebook.js';
import type { LiveOutput } from '../session/live-output.js';

/**
 * The outputs of cells as they come, as a notebook keeps them: neighbouring pieces of a stream are one output, an
 * update changes the earlier displays, and what was cleared is gone.
 */
export interface CollectedOutputs {
  add(cellId: string, output: LiveOutput): void;
  of(cellId: string): Output[];
}

interface Stream {
  readonly output_type: 'pieces';
  readonly name: StreamOutput['name'];
  readonly pieces: string[];
}

/** What is kept of an output; an update exchanges it. */
interface Kept {
  output: Output | Stream;
}

interface Cell {
  outputs: Kept[];
  /** The next output takes the place of all before. */
  isStale: boolean;
}

export function collectOutputs(): CollectedOutputs {
  const byCell = new Map<string, Cell>();
  const byDisplay = new Map<string, Kept[]>();
  return {
    add(cellId, output) {
      if (output.output_type === 'update_display_data') {
        const { data, metadata, transient } = output;
        for (const kept of byDisplay.get(transient.display_id) ?? [])
          kept.output = { output_type: 'display_data', data, metadata };
        return;
      }
      const cell = byCell.get(cellId) ?? { outputs: [], isStale: false };
      byCell.set(cellId, cell);
      if (output.output_type === 'clear_output' && output.wait) {
        cell.isStale = true;
        return;
      }
      if (cell.isStale || output.output_type === 'clear_output') cell.outputs = [];
      cell.isStale = false;
      if (output.output_type === 'clear_output') return;
      if (output.output_type === 'stream') addStream(cell.outputs, output);
      else if ('transient' in output) {
        const { transient, ...saved } = output;
        const kept = { output: saved };
        cell.outputs.push(kept);
        const id = transient?.display_id;
        if (id !== undefined) byDisplay.set(id, [...(byDisplay.get(id) ?? []), kept]);
      } else cell.outputs.push({ output });
    },
    of(cellId) {
      return (byCell.get(cellId)?.outputs ?? []).map(({ output }) =>
        output.output_type === 'pieces'
          ? { output_type: 'stream', name: output.name, text: output.pieces.join('') }
          : output,
      );
    },
  };
}

function addStream(outputs: Kept[], { name, text }: StreamOutput): void {
  const last = outputs.at(-1)?.output;
  if (last?.output_type === 'pieces' && last.name === name) last.pieces.push(text);
  else outputs.push({ output: { output_type: 'pieces', name, pieces: [text] } });
}
