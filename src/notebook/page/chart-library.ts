import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type ChartLibraryKind, chartLibraryKind } from '../../display/chart-kinds.js';

/** Plotly's text, with what its licence asks to travel along. */
export interface ChartLibrary {
  /** For example `Plotly.js basic 4.1.1`. */
  readonly name: string;
  readonly script: string;
  readonly licence: string;
}

/** Whether one of the bundles that we have draws all these trace types. */
export function canDraw(types: readonly string[]): boolean {
  return chartLibraryKind(types) !== undefined;
}

/** The smallest bundle that draws these trace types. */
export async function chartLibrary(types: readonly string[]): Promise<ChartLibrary> {
  const kind = chartLibraryKind(types) ?? 'cartesian';
  const entry = chartLibraryFile(kind);
  const folder = dirname(entry);
  const [script, licence, manifest] = await Promise.all(
    [entry, join(folder, 'LICENSE'), join(folder, 'package.json')].map((file) => readFile(file, 'utf8')),
  );
  const { version } = JSON.parse(manifest) as { version: string };
  return { name: `Plotly.js ${kind} ${version}`, script, licence };
}

/** The script of a build of Plotly. */
export function chartLibraryFile(kind: ChartLibraryKind): string {
  return createRequire(import.meta.url).resolve(`plotly.js-${kind}-dist-min`);
}
