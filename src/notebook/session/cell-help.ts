import type { Completeness, Completions } from '../kernel/kernel-session.js';
import { completeCell } from '../language/complete-cell.js';
import { type Inspection, inspectCell } from '../language/inspect-cell.js';
import { isComplete } from '../language/is-complete.js';
import { SESSION_NAMES } from '../language/session-names.js';
import type { Surroundings } from '../language/surroundings.js';
import type { TypeChecker } from '../language/type-checker.js';
import { LiveRealm } from './live-realm.js';

/** Help with writing a cell, from the names, types and values that a session has. Never throws. */
export interface CellHelp {
  /** What may stand at a place; places are counted in UTF-16 units. */
  complete(code: string, cursor: number): Promise<Completions>;
  /** What the name at a place is; with `detail` 1 also how it is declared. */
  inspect(code: string, cursor: number, detail: 0 | 1): Promise<Inspection | undefined>;
  /** Whether a text can be run as it is. */
  isComplete(code: string): Promise<Completeness>;
}

/** Answers between the cells of a session. */
export class SessionHelp {
  readonly #live: LiveRealm;
  #checker: TypeChecker | undefined;
  readonly #folder: string;

  constructor(checker: TypeChecker | undefined, folder: string, spelled: (name: string) => string) {
    this.#checker = checker;
    this.#folder = folder;
    this.#live = new LiveRealm(spelled);
  }

  complete(code: string, cursor: number): Completions {
    const at = placeIn(code, cursor);
    return orNothing(() => completeCell(code, at, this.#surroundings())) ?? { start: at, end: at, items: [] };
  }

  inspect(code: string, cursor: number, detail: 0 | 1): Inspection | undefined {
    return orNothing(() => inspectCell(code, placeIn(code, cursor), detail, this.#surroundings()));
  }

  isComplete(code: string): Completeness {
    return orNothing(() => isComplete(code)) ?? { status: 'unknown' };
  }

  close(): void {
    this.#checker = undefined; // it would start its server again for whoever asks
    this.#live.close();
  }

  #surroundings(): Surroundings {
    return {
      checker: this.#checker,
      live: this.#live,
      folder: this.#folder,
      workFolder: process.cwd(),
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => !OWN_NAMES.has(name)),
    };
  }
}

const OWN_NAMES: ReadonlySet<string> = new Set(Object.values(SESSION_NAMES));

/** Whatever goes wrong, the question is answered: a front end waits for it. */
function orNothing<Answer>(answer: () => Answer): Answer | undefined {
  try {
    return answer();
  } catch {
    return undefined;
  }
}

function placeIn(code: string, cursor: number): number {
  return Math.max(0, Math.min(code.length, Math.trunc(cursor) || 0));
}
