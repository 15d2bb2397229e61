import type { Completion } from '../kernel/kernel-session.js';
import type { CellView, KnownName } from './cell-view.js';

/** Names that get a type, in a list no longer than this also words; each costs the checker a moment. */
export const DETAILED = 30;

/** Whether a name goes on what is begun, whatever the case of the letters. */
export function goesOn(begun: string): (name: string) => boolean {
  const lower = begun.toLowerCase();
  return (name) => name.toLowerCase().startsWith(lower);
}

/** Names in the order in which they are read: as relevant as the checker says, same case first, then by letter. */
export function inOrder(names: readonly KnownName[], begun: string): KnownName[] {
  const key = ({ name, rank }: KnownName) => `${rank}${name.startsWith(begun) ? 0 : 1}`;
  return [...names].sort((a, b) => compare(key(a), key(b)) || compareNames(a.name, b.name));
}

/** Names as completions, the first of them with their types. */
export function completionItems(view: CellView, names: readonly KnownName[]): Completion[] {
  const details = view.details(names.slice(0, DETAILED), names.length <= DETAILED);
  return names.map(({ name, kind }, i) => ({ text: name, kind, ...details[i] }));
}

function compareNames(a: string, b: string): number {
  return compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
