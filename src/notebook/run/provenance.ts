import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ParameterTexts } from './apply-parameters.js';

/** What someone needs to make the report again. */
export function provenance(
  name: string,
  bytes: Uint8Array,
  parameters: ParameterTexts,
): Record<string, string> {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const set = Object.entries(parameters).map(([key, value]) => `${key} = ${value}`);
  return {
    Notebook: `${name}, SHA-256 ${hash}`,
    Parameters: set.length === 0 ? 'as in the notebook' : set.join('; '),
    Program: `clientele ${packageVersion()}`,
    'Node.js': process.versions.node,
  };
}

/** Version of this package. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version;
}
