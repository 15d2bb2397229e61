import { readFile } from 'node:fs/promises';

/** Modules of the script in the browser, each after those that it imports. */
const MODULES = ['theme', 'contents', 'code', 'csv', 'tables', 'chart-theme', 'charts', 'page'];

/** The script in the browser as one classic script: a module in a `data:` address stalls browsers. */
export async function clientScript(): Promise<string> {
  const files = MODULES.map((name) => new URL(`./client/${name}.js`, import.meta.url));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const bodies = texts.map((text) => text.replace(/^import .*;\n/gm, '').replace(/^export (?=\w)/gm, ''));
  return `(() => {\n'use strict';\n${bodies.join('').replace(/^export \{\};\n/gm, '')}})();`;
}
