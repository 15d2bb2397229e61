import type { Output, StreamOutput } from '../document/notebook.js';

/** The outputs of cells as they come; neighbouring pieces of a stream are one output. */
export interface CollectedOutputs {
  add(cellId: string, output: Output): void;
  of(cellId: string): Output[];
}

interface Stream {
  readonly output_type: 'pieces';
  readonly name: StreamOutput['name'];
  readonly pieces: string[];
}

export function collectOutputs(): CollectedOutputs {
  const byCell = new Map<string, (Output | Stream)[]>();
  return {
    add(cellId, output) {
      const outputs = byCell.get(cellId) ?? [];
      byCell.set(cellId, outputs);
      const last = outputs.at(-1);
      if (output.output_type !== 'stream') outputs.push(output);
      else if (last?.output_type === 'pieces' && last.name === output.name) last.pieces.push(output.text);
      else outputs.push({ output_type: 'pieces', name: output.name, pieces: [output.text] });
    },
    of(cellId) {
      return (byCell.get(cellId) ?? []).map((output) =>
        output.output_type === 'pieces'
          ? { output_type: 'stream', name: output.name, text: output.pieces.join('') }
          : output,
      );
    },
  };
}
