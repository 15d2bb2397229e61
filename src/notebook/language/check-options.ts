import { dirname } from 'node:path';
import { ownPackageFolder, packageFolder } from './package-folder.js';

/**
 * The project file of a notebook: strict, and only what Node 20, the oldest that is supported, has, so that a
 * notebook that passes here passes everywhere. The types of Node come from the notebook's folder, or else
 * with this package.
 *
 * @param files - Files to begin with, relative to the folder.
 */
export function checkOptions(folder: string, files: readonly string[]): object {
  const nodeTypes = packageFolder(folder, '@types/node') ?? ownPackageFolder('@types/node');
  return {
    compilerOptions: {
      target: 'es2023',
      lib: ['es2023', 'esnext.disposable', 'esnext.decorators'],
      module: 'esnext',
      moduleResolution: 'bundler',
      customConditions: ['node'],
      moduleDetection: 'force',
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      types: ['node'],
      typeRoots: nodeTypes === undefined ? [] : [dirname(nodeTypes)],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    },
    files,
  };
}
