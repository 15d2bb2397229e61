import { readFile } from 'node:fs/promises';
import type { LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseCell } from '../language/parse-cell.js';
import { stripTypes } from '../language/strip-types.js';

/** Finds `./load` and `./load.js` where there is a `load.ts`, as the type check does. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (!/^\.{1,2}\/|^file:/.test(specifier)) throw error;
    for (const candidate of [`${specifier}.ts`, specifier.replace(/\.(m?)js$/, '.$1ts')]) {
      try {
        return await next(candidate, context);
      } catch {
        // the first error tells what was asked for
      }
    }
    throw error;
  }
};

/** Takes the types out of TypeScript modules that are not in a package. */
export const load: LoadHook = async (url, context, next) => {
  const { pathname } = new URL(url);
  if (!/\.m?ts$/.test(pathname) || pathname.includes('/node_modules/')) return next(url, context);
  const path = fileURLToPath(url);
  const { file, errors } = parseCell(await readFile(path, 'utf8'));
  if (errors.length > 0) {
    const [{ message, line, column }] = errors;
    throw new SyntaxError(`${path}, line ${line}, column ${column}: ${message}`);
  }
  return { format: 'module', source: stripTypes(file).code, shortCircuit: true };
};
