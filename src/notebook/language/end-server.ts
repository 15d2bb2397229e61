import type { ChildProcess } from 'node:child_process';
import type { API } from 'ts7/unstable/sync';

/** Where the client keeps its process, though it declares it private. */
interface WithProcess {
  readonly client?: { readonly channel?: { readonly child?: Pick<ChildProcess, 'kill'> } };
}

/**
 * Ends the checker's server, whose snapshots are disposed of. It has nothing to save, and where it is asked to end it
 * often writes "context canceled" to the error stream it shares with this process; so it is not asked.
 */
export function endServer(api: API): void {
  (api as unknown as WithProcess).client?.channel?.child?.kill('SIGKILL');
  api.close();
}
