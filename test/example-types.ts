import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { type Example, mentioned } from './example-list.js';
import { exampleScope } from './example-scope.js';
import { importBuilt, publicNames } from './source-files.js';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** What the type check of examples finds, each as a module beside this one; no file is written. */
export async function typeErrors(examples: readonly Example[]): Promise<string[]> {
  const modules = new Map<string, { readonly example: Example; readonly text: string }>();
  for (const [i, example] of examples.entries()) {
    modules.set(join(folder, `example-${i + 1}.ts`), { example, text: await moduleOf(example) });
  }
  const changes = { verbatimModuleSyntax: false, isolatedModules: false, noUnusedLocals: false };
  const config = ts.getParsedCommandLineOfConfigFile(
    join(folder, 'tsconfig.json'),
    { ...changes, types: [] }, // the types of Node are half of the time
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  )!;
  const host = ts.createCompilerHost(config.options);
  const program = ts.createProgram([...modules.keys()], config.options, {
    ...host,
    fileExists: (path) => modules.has(path) || host.fileExists(path),
    readFile: (path) => modules.get(path)?.text ?? host.readFile(path),
    getSourceFile: (path, options) => {
      const text = modules.get(path)?.text;
      return text === undefined
        ? host.getSourceFile(path, options)
        : ts.createSourceFile(path, text, options);
    },
  });
  return [...modules].flatMap(([path, { example }]) => {
    const file = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, '\n');
      return `${example.file}, ${example.name}: ${message}`;
    });
  });
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
