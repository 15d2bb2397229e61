import type { LiveValues } from './live-values.js';
import type { TypeChecker } from './type-checker.js';

/** What help with writing a cell is made from. */
export interface Surroundings {
  /** Without one, only what lives in the session and on the disk is known. */
  readonly checker?: TypeChecker;
  readonly live: LiveValues;
  /** Folder of the notebook, from which modules are looked up. */
  readonly folder: string;
  /** Folder in which relative paths of files begin. */
  readonly workFolder: string;
  /** Names of global values. */
  readonly globals: readonly string[];
}
