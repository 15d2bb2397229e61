import { spawn } from 'node:child_process';

/** Waits for the end of the process that holds the other end of its input, then ends the group. */
const SCRIPT = 'cat >/dev/null; kill -s TERM -- "-$1"; sleep 1; kill -s KILL -- "-$1"';

/**
 * Makes sure that what this process starts ends with it, also where it is killed in the middle of a busy cell: a small
 * process of its own then ends the group that this one leads. Children that ask for a group of their own
 * (`detached`) stay.
 *
 * @returns A function that is called before a child is started; the first call starts the guard.
 */
export function childGuard(): () => void {
  let isNeeded = process.platform !== 'win32' && leadsGroup();
  return () => {
    if (!isNeeded) return;
    isNeeded = false;
    const guard = spawn('/bin/sh', ['-c', SCRIPT, 'clientele-guard', String(process.pid)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    guard.on('error', () => {}); // without a shell, nobody guards
    guard.unref();
    (guard.stdin as unknown as { unref(): void }).unref();
  };
}

/** Whether this process leads a group; else ending the group would end whoever started the kernel. */
function leadsGroup(): boolean {
  try {
    process.kill(-process.pid, 0);
    return true;
  } catch {
    return false;
  }
}
