import { Module } from 'node:module';
import { join } from 'node:path';

/** A namespace of an imported module. */
export type ModuleNamespace = Readonly<Record<string, unknown>>;

export type NativeImport = (specifier: string, options?: ImportCallOptions) => Promise<ModuleNamespace>;

/** No such file exists; modules are looked up as if it did. */
export const LOADER_NAME = 'notebook.cjs';

/** The loader's own `import()`, as a module in `folder` has it. */
export function nativeImportIn(folder: string): NativeImport {
  const fileName = join(folder, LOADER_NAME);
  const module = new Module(fileName) as Module & { _compile(code: string, fileName: string): void };
  module.filename = fileName;
  module._compile('module.exports = (specifier, options) => import(specifier, options);', fileName);
  return module.exports as NativeImport;
}
