import { dirname, relative } from 'node:path';
import { InputError } from '../../../core/input-error.js';
import { packageName } from '../../language/package-folder.js';
import { ts } from '../../language/typescript.js';
import { type CompiledModule, compileModule } from './compile-module.js';
import { fileState } from './file-state.js';
import { type LocalSource, modulePlace, readLocalSource } from './local-source.js';
import { type Place, ProjectPaths, realPath } from './project-paths.js';

/** A file as it was when it was last looked at. */
export interface Known {
  readonly state: string;
  readonly options: ts.CompilerOptions;
  /** Those of the options that decide what it compiles to. */
  readonly settings: string;
  readonly source: LocalSource;
  /** Where its imports lead, by what stands in them. */
  readonly places: Map<string, Place>;
  compiled?: CompiledModule;
  /** The turn in which it was compiled. */
  compiledIn?: number;
}

/** Local modules and what they import, read again where they changed. */
export class ModuleGraph {
  /** Goes up whenever something is found to be other than before. */
  changes = 0;
  readonly #paths = new ProjectPaths();
  readonly #known = new Map<string, Known>();
  #turn = 0;

  /** From now on, files are looked at again. */
  lookAgain(): void {
    this.#turn++;
    this.#paths.lookAgain();
  }

  /** Where an import of a file leads. */
  find(specifier: string, importer: string): Place {
    return this.#paths.find(specifier, importer);
  }

  /**
   * Whether a module was compiled before the files were looked at; what other modules export as types now may
   * compile it to something else. It is compiled anew then.
   */
  forgetCompiled(known: Known): boolean {
    const isOld = known.compiled !== undefined && known.compiledIn! < this.#turn;
    if (!isOld) return false;
    known.compiled = undefined;
    known.places.clear();
    return true;
  }

  /** A module and all that it imports, as they are now. */
  modules(path: string, folder: string): Known[] {
    const found = new Map<string, Known>();
    const visit = (at: string): void => {
      const known = this.look(at, folder);
      if (known === undefined || found.has(at)) return;
      found.set(at, known);
      for (const place of this.#places(known, folder).values()) {
        if (typeof place === 'object') visit(place.path);
      }
    };
    visit(path);
    return [...found.values()];
  }

  /** A file, read again when it changed; undefined where it is no local module. */
  look(path: string, folder: string): Known | undefined {
    const before = this.#known.get(path);
    const state = fileState(path);
    const options = this.#paths.options(dirname(path));
    if (before !== undefined && before.state === state && before.options === options) return before;
    const source = readLocalSource(path, shownName(path, folder));
    if (source === undefined) {
      this.#known.delete(path);
      return undefined;
    }
    this.changes++;
    const isSame = before !== undefined && before.source.hash === source.hash && before.options === options;
    const known: Known = isSame
      ? { ...before, state }
      : { state, options, settings: settingsOf(options), source, places: new Map() };
    this.#known.set(path, known);
    return known;
  }

  /** Where the imports of a module lead; what led nowhere or leads elsewhere now is looked up again. */
  #places(known: Known, folder: string): ReadonlyMap<string, Place> {
    const { source, places } = known;
    if (source.file === undefined) return places;
    if (known.compiled === undefined) {
      known.compiledIn = this.#turn;
      known.compiled = compileModule(source, assignedFields(known.options), (specifier, name) =>
        this.#isType(source.path, specifier, name, new Set()),
      );
    }
    for (const { specifier, position } of known.compiled.imports) {
      const before = places.get(specifier);
      if (before !== undefined && isStillThere(before)) continue;
      this.changes++;
      const place = this.#paths.find(specifier, source.path);
      if (place === 'missing') {
        places.delete(specifier);
        const where = modulePlace(shownName(source.path, folder), position);
        throw new InputError(`${where}: ${missingText(specifier)}`);
      }
      places.set(specifier, place);
    }
    return places;
  }

  /** Whether a local module exports a name as a type and as nothing else. */
  #isType(importer: string, specifier: string, name: string, seen: Set<string>): boolean {
    const place = this.#paths.find(specifier, importer);
    if (typeof place !== 'object' || seen.has(`${place.path} ${name}`)) return false;
    seen.add(`${place.path} ${name}`);
    const exported = this.look(place.path, dirname(importer))?.source.exports;
    if (exported === undefined || exported.values.has(name)) return false;
    const passedOn = exported.passedOn.get(name);
    if (passedOn !== undefined) return this.#isType(place.path, passedOn.specifier, passedOn.name, seen);
    return (
      exported.types.has(name) ||
      exported.everything.some((from) => this.#isType(place.path, from, name, seen))
    );
  }
}

function settingsOf(options: ts.CompilerOptions): string {
  const { experimentalDecorators, emitDecoratorMetadata, verbatimModuleSyntax } = options;
  const { useDefineForClassFields } = assignedFields(options);
  return JSON.stringify([
    experimentalDecorators,
    emitDecoratorMetadata,
    verbatimModuleSyntax,
    useDefineForClassFields,
  ]);
}

/** Below ES2022, fields of classes are assigned, unless the project says otherwise. */
function assignedFields(options: ts.CompilerOptions): ts.CompilerOptions {
  const isOld = options.target !== undefined && options.target < ts.ScriptTarget.ES2022;
  return isOld ? { useDefineForClassFields: false, ...options } : options;
}

function isStillThere(place: Place): boolean {
  if (typeof place !== 'object') return true;
  try {
    return realPath(place.through) === place.path;
  } catch {
    return false;
  }
}

function missingText(specifier: string): string {
  const name = packageName(specifier);
  return name === undefined
    ? `there is no "${specifier}".`
    : `there is no package "${name}". Install it: npm install ${name}`;
}

/** A file as people call it: from the notebook's folder where that is short. */
export function shownName(path: string, folder: string): string {
  const near = relative(folder, path);
  return near.startsWith('../../..') ? path : near;
}
