import { createHash } from 'node:crypto';

/**
 * The page's Content-Security-Policy: nothing is loaded from anywhere, and only the scripts given here run.
 * Styles are open because Plotly sets them as it draws; there is nothing that they could load.
 */
export function policy(scripts: readonly string[]): string {
  const hashes = scripts.map(
    (script) => `'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    `script-src ${hashes.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
