import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run of the tests a folder for its temporary files, and takes it away with all that a test has left there. */
export default function temporaryFolder(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'clientele-tests-')));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
