import type { DisplayOutput, Output } from '../document/notebook.js';

/** A display that can be changed later, by its id. */
export interface IdentifiedOutput extends DisplayOutput {
  readonly transient?: { readonly display_id?: string };
}

/** New content for every display with this id. */
export interface UpdateOutput {
  readonly output_type: 'update_display_data';
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id: string };
}

/** The cell's outputs are taken away, at once or when the next one comes. */
export interface ClearOutput {
  readonly output_type: 'clear_output';
  readonly wait: boolean;
}

/** What a cell may put out while it is watched; a saved notebook knows only `Output`. */
export type LiveOutput = Output | IdentifiedOutput | UpdateOutput | ClearOutput;
