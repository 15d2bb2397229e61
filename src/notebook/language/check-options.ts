import { dirname } from 'node:path';
import { ownPackageFolder, packageFolder } from './package-folder.js';
import { absolutePaths, projectFile, readProject } from './project-options.js';

/**
 * The project file of a notebook: strict, and only what Node 20, the oldest that is supported, has, so that a
 * notebook that passes here passes everywhere. The types of Node come from the notebook's folder, or else
 * with this package. Of the project around the folder, `paths` and `baseUrl` count.
 *
 * @param files - Files to begin with, relative to the folder.
 */
export function checkOptions(folder: string, files: readonly string[]): object {
  const nodeTypes = packageFolder(folder, '@types/node') ?? ownPackageFolder('@types/node');
  const project = projectFile(folder);
  const paths = project === undefined ? undefined : absolutePaths(readProject(project).options);
  return {
    compilerOptions: {
      ...(paths === undefined ? {} : { paths }),
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
