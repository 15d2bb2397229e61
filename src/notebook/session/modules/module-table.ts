import type { MessagePort } from 'node:worker_threads';

/** Where an import of a local module leads. */
export type Target =
  /** To another local module. */
  | { readonly url: string; readonly isJson?: boolean }
  /** To a file that Node loads in its own way. */
  | { readonly commonJs: string }
  /** To a package that only the running package can find. */
  | { readonly lent: true };

/** A local module as Node's loader gets it. */
export interface LoadedModule {
  readonly url: string;
  readonly format: 'module' | 'json';
  readonly source: string;
  /** By what stands in the import; what is not here is Node's own business. */
  readonly targets: Readonly<Record<string, Target>>;
}

/** What the thread with the loader's hooks starts with. */
export interface ModuleHooksData {
  /** Modules come in here before they are imported. */
  readonly port: MessagePort;
  /** URL of a file of the running package, from which lent packages are looked up. */
  readonly lender: string;
}
