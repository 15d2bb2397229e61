const CRASH =
  /^(?:<--- Last|FATAL ERROR:|Waiting for the debugger to disconnect| *# {2}\S*node|# Fatal |#$|-----? Native stack trace|\[\d+:0x[0-9a-f]+\]|\S*node\[\d+\]: )/m;

/**
 * Splits off what V8 and Node write to the error stream when they crash: addresses, a native stack, other in
 * each run.
 *
 * @param crash - What was split off before; all that follows belongs to it.
 */
export function splitCrash(crash: string, text: string): { readonly shown: string; readonly crash: string } {
  if (crash !== '') return { shown: '', crash: crash + text };
  const start = CRASH.exec(text)?.index;
  if (start === undefined) return { shown: text, crash: '' };
  const shown = text.slice(0, start).trimEnd();
  return { shown: shown === '' ? '' : `${shown}\n`, crash: text.slice(start) };
}
