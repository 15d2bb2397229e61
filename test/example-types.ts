import { fileURLToPath } from 'node:url';
import { API } from 'ts7/unstable/sync';
import { type Example, mentioned } from './example-list.js';
import { exampleScope } from './example-scope.js';
import { importBuilt, publicNames } from './source-files.js';

const folder = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/');

/** What the type check of examples finds, each as a module beside this one; no file is written. */
export async function typeErrors(examples: readonly Example[]): Promise<string[]> {
  const modules = new Map<string, { readonly example: Example; readonly text: string }>();
  for (const [i, example] of examples.entries()) {
    modules.set(`${folder}example-${i + 1}.ts`, { example, text: await moduleOf(example) });
  }
  const project = `${folder}examples.tsconfig.json`;
  const compilerOptions = { verbatimModuleSyntax: false, isolatedModules: false, noUnusedLocals: false };
  const config = { extends: './tsconfig.json', compilerOptions, include: [], files: [...modules.keys()] };
  const virtual = (path: string) => (path === project ? JSON.stringify(config) : modules.get(path)?.text);
  const api = new API({
    cwd: folder,
    fs: {
      readFile: virtual,
      fileExists: (path) => virtual(path) !== undefined || undefined,
    },
  });
  try {
    const { program } = api.updateSnapshot({ openProjects: [project] }).getProject(project)!;
    return [...modules].flatMap(([path, { example }]) => {
      const found = [...program.getSyntacticDiagnostics(path), ...program.getSemanticDiagnostics(path)];
      return found.map(({ text }) => `${example.file}, ${example.name}: ${text}`);
    });
  } finally {
    api.close();
  }
}

/** An example with all that is in its scope. */
async function moduleOf({ file, code }: Example): Promise<string> {
  const own = mentioned(code, Object.keys(await importBuilt(file)));
  const namesFrom = (entry: string) => {
    const names = publicNames.filter((one) => one.entry === entry).map(({ name }) => name);
    return mentioned(code, names).filter((name) => !own.includes(name));
  };
  const scope = mentioned(code, Object.keys(exampleScope));
  return [
    `import { ${namesFrom('clientele').join(', ')} } from 'clientele';`,
    `import { ${namesFrom('clientele/notebook').join(', ')} } from 'clientele/notebook';`,
    `import { ${own.join(', ')} } from '#clientele/${file.replace(/\.ts$/, '')}';`,
    `import type { ExampleScope } from './example-scope.js';`,
    ...scope.map((name) => `declare const ${name}: ExampleScope['${name}'];`),
    `export async function example() {\n${code}\n}`,
  ].join('\n');
}
