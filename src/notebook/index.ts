// Public names of `clientele/notebook`, by folder.

// document
export type { Cell, CellMetadata, CodeCell, Notebook, Output } from './document/notebook.js';
export { parseNotebook } from './document/parse-notebook.js';
export { readNotebook } from './document/read-notebook.js';
export { writeNotebook } from './document/write-notebook.js';

// language

// session
export type { CellHelp } from './session/cell-help.js';
export { createSession } from './session/create-session.js';
export type { CellError, CellInput, CellResult, Session, SessionOptions } from './session/session.js';

// run
export { applyParameters, parameterNames, type ParameterTexts } from './run/apply-parameters.js';
export { runNotebook } from './run/run-notebook.js';
export type {
  CellStatus,
  RunEvents,
  RunFailure,
  RunningCell,
  RunOptions,
  RunResult,
} from './run/run-options.js';

// page
export { contentPage } from './page/content-page.js';
export type { ContentPageOptions, PageFailure, PageOptions } from './page/page-options.js';
export { toPage } from './page/to-page.js';
