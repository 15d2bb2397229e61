// Public names of `clientele/notebook`, by folder.

// document
export type { Cell, CellMetadata, CodeCell, Notebook, Output } from './document/notebook.js';

// session
export { createSession } from './session/create-session.js';
export type { CellError, CellInput, CellResult, Session, SessionOptions } from './session/session.js';

// run

// page
