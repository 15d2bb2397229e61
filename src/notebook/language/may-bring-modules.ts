/** Whether the modules of a program may be others with a cell than without it, and what they declare for all files. */
export function mayBringModules(text: string): boolean {
  return /\b(?:import|require|reference)\b|\bexport\b[^;]*\bfrom\b/.test(text);
}
