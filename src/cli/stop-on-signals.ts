const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Turns the first Ctrl-C (or SIGTERM, or a terminal that closes) into an orderly stop. The second one ends the
 * process at once, as if nobody listened: its session process notices and ends too, and no file is half written.
 *
 * @returns The signal to run with, and what takes the listeners off.
 */
export function stopOnSignals(): { readonly stop: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const release = () => {
    for (const name of SIGNALS) process.off(name, onSignal);
  };
  const onSignal = () => {
    release();
    controller.abort();
    process.stderr.write('\nStopping; what was computed will be written. Once more to end at once.\n');
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return { stop: controller.signal, release };
}
