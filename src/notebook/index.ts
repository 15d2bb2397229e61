// Public names of `clientele/notebook`, by folder.

// document
export type { Cell, CellMetadata, CodeCell, Notebook, Output } from './document/notebook.js';

// language

// session
export type { CellInput, CellResult, Session, SessionOptions } from './session/session.js';

// run

// page
