import { Session } from 'node:inspector';

/**
 * Ends the JavaScript that keeps the main thread busy, from a worker. What ran throws an error that cannot be
 * caught; variables keep their values.
 */
export function terminateBusyCode(): void {
  const inspector = new Session();
  inspector.connectToMainThread();
  // A session that stays connected would make the process wait for its debugger at the end.
  inspector.post('Runtime.terminateExecution', () => inspector.disconnect());
}
