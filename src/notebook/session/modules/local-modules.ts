import { createHash } from 'node:crypto';
import { register } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { OWN_FOLDER } from '../../language/package-folder.js';
import type { Position } from '../../language/position.js';
import type { CompiledModule } from './compile-module.js';
import { type Known, ModuleGraph } from './module-graph.js';
import type { LoadedModule, ModuleHooksData, Target } from './module-table.js';
import { type ModuleNamespace, type NativeImport, nativeImportIn } from './native-import.js';

const KEY = Symbol.for('clientele.modules');

/** The map of local modules of this process; it lives as long as Node's own, which it is the index of. */
export function localModules(): LocalModules {
  const realm = globalThis as { [KEY]?: LocalModules };
  if (realm[KEY] === undefined) {
    Object.defineProperty(globalThis, KEY, { configurable: true, value: new LocalModules() });
  }
  return realm[KEY]!;
}

/**
 * The user's own modules: TypeScript, JavaScript and JSON outside of packages.
 *
 * Each is loaded once per content of its own and of all that it imports. So a change replaces the changed file and
 * those that import it, and no other module gets a second instance. Node keeps what it once loaded: a changed
 * module costs memory, an unchanged one does not. Files are looked at when a cell imports, by date and size first.
 */
export class LocalModules {
  readonly #graph = new ModuleGraph();
  /** URL by content, by path. The first one is the plain URL of the file, which others in the process may use. */
  readonly #urls = new Map<string, Map<string, string>>();
  readonly #ran = new Set<string>();
  readonly #sources = new Map<string, CompiledModule>();
  /** How often a module did not run to its end: its next import tries again. */
  readonly #failures = new Map<string, number>();
  /** What was found out at the latest load of a module; it holds as long as nothing changed. */
  readonly #latest = new Map<
    string,
    { readonly changes: number; readonly urls: ReadonlyMap<string, string> }
  >();
  readonly #natives = new Map<string, NativeImport>();
  #port?: MessagePort;

  /** Real path of the local module that an import leads to; undefined where it is no local module. */
  find(specifier: string, importer: string): string | undefined {
    this.#graph.lookAgain();
    const place = this.#graph.find(specifier, importer);
    if (typeof place !== 'object') return undefined;
    return this.#graph.look(place.path, dirname(importer)) === undefined ? undefined : place.path;
  }

  /**
   * Imports a local module as it is now.
   *
   * @param folder - From which files are named in messages.
   * @throws {InputError} For a syntax error or a missing import, before anything of it runs.
   */
  async load(path: string, folder: string): Promise<ModuleNamespace> {
    const urls = this.#upToDate(path, folder);
    const url = urls.get(path)!;
    try {
      const native = this.#native(dirname(path));
      return await native(url, path.endsWith('.json') ? { with: { type: 'json' } } : undefined);
    } catch (error) {
      this.#graph.changes++;
      for (const [at, each] of urls) {
        if (!this.#ran.has(each) && !at.endsWith('.json'))
          this.#failures.set(at, (this.#failures.get(at) ?? 0) + 1);
      }
      throw error;
    }
  }

  /** `import()` of a local module, by its URL. */
  importIn(url: string): NativeImport {
    return async (specifier, options) => {
      const importer = fileURLToPath(url);
      const text = String(specifier);
      const folder = dirname(importer);
      const path = this.find(text, importer);
      if (path !== undefined) return this.load(path, folder);
      const from = this.#graph.find(text, importer) === 'lent' ? OWN_FOLDER : folder;
      return this.#native(from)(text, options);
    };
  }

  /** What a module of a folder would call `import()`; bundlers and test runners have one of their own here. */
  #native(folder: string): NativeImport {
    const native = this.#natives.get(folder) ?? nativeImportIn(folder);
    this.#natives.set(folder, native);
    return native;
  }

  /** Place in its file for a place in a loaded module; undefined for what was not loaded here. */
  sourcePosition(url: string, position: Position): Position | undefined {
    return this.#sources.get(url)?.sourcePosition(position);
  }

  /** A module ran to its end. */
  done(url: string): void {
    this.#ran.add(url);
  }

  /** URL by path of a module and all that it imports; the loader knows them then. */
  #upToDate(path: string, folder: string): ReadonlyMap<string, string> {
    let modules = this.#graph.modules(path, folder);
    const latest = this.#latest.get(path);
    if (latest?.changes === this.#graph.changes) return latest.urls;
    let contents = this.#contents(modules);
    const isNew = ({ source }: Known) => !this.#urls.get(source.path)?.has(contents.get(source.path)!);
    const stale = modules.filter(isNew).filter((each) => this.#graph.forgetCompiled(each));
    if (stale.length > 0) {
      modules = this.#graph.modules(path, folder);
      contents = this.#contents(modules);
    }
    const news = modules.filter(isNew);
    const urls = new Map(
      modules.map(({ source }) => [source.path, this.#url(source.path, contents.get(source.path)!)]),
    );
    if (news.length > 0) this.#post(news.map((each) => this.#loaded(each, urls)));
    this.#latest.set(path, { changes: this.#graph.changes, urls });
    return urls;
  }

  /** What each module and all that it imports contain, as one short text. */
  #contents(modules: readonly Known[]): Map<string, string> {
    const byPath = new Map(modules.map((each) => [each.source.path, each]));
    const reachedFrom = (start: string): string[] => {
      const reached = new Map<string, string>();
      const visit = (at: string): void => {
        const module = byPath.get(at);
        if (module === undefined || reached.has(at)) return;
        reached.set(at, `${at} ${module.source.hash} ${module.settings} ${this.#failures.get(at) ?? 0}`);
        for (const place of module.places.values()) if (typeof place === 'object') visit(place.path);
      };
      visit(start);
      return [...reached.values()].sort();
    };
    return new Map(
      modules.map(({ source: { path } }) => {
        const hash = createHash('sha256').update(reachedFrom(path).join('\n'));
        return [path, hash.digest('base64url')];
      }),
    );
  }

  #url(path: string, content: string): string {
    const urls = this.#urls.get(path) ?? new Map<string, string>();
    this.#urls.set(path, urls);
    const before = urls.get(content);
    if (before !== undefined) return before;
    const url = pathToFileURL(path);
    if (urls.size > 0) url.search = `v=${urls.size + 1}`;
    urls.set(content, url.href);
    return url.href;
  }

  #loaded({ source, compiled, places }: Known, urls: ReadonlyMap<string, string>): LoadedModule {
    const targets = [...places].flatMap(([specifier, place]): [string, Target][] => {
      if (place === 'lent') return [[specifier, { lent: true }]];
      if (typeof place !== 'object') return [];
      const url = urls.get(place.path);
      if (url === undefined) return [[specifier, { commonJs: pathToFileURL(place.path).href }]];
      return [[specifier, { url, isJson: place.path.endsWith('.json') }]];
    });
    const ownUrl = urls.get(source.path)!;
    if (compiled !== undefined) this.#sources.set(ownUrl, compiled);
    return {
      url: ownUrl,
      format: source.kind === 'json' ? 'json' : 'module',
      source: compiled?.code ?? source.text,
      targets: Object.fromEntries(targets),
    };
  }

  /** Hands modules to the loader's hooks, which are set up with the first ones. */
  #post(modules: readonly LoadedModule[]): void {
    if (this.#port === undefined) {
      const { port1, port2 } = new MessageChannel();
      port1.unref();
      this.#port = port1;
      register<ModuleHooksData>('./module-hooks.js', {
        parentURL: import.meta.url,
        data: { port: port2, lender: pathToFileURL(`${OWN_FOLDER}/package.json`).href },
        transferList: [port2],
      });
    }
    this.#port.postMessage(modules);
  }
}
