const CRASH = /^(?:<--- Last few GCs --->|FATAL ERROR:|#\s*$|# Fatal |\[\d+:0x[0-9a-f]+\])/m;

/**
 * Cuts the report of a crashing V8 (addresses, a native stack, other in each run) off from what a cell wrote to its
 * error stream.
 *
 * @param crash - What was cut off so far.
 */
export function splitCrash(crash: string, text: string): { readonly shown: string; readonly crash: string } {
  if (crash !== '') return { shown: '', crash: crash + text };
  const start = CRASH.exec(text)?.index;
  return start === undefined
    ? { shown: text, crash: '' }
    : { shown: text.slice(0, start).replace(/\n+$/, '\n'), crash: text.slice(start) };
}
