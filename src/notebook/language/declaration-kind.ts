import { SymbolFlags } from 'ts7/unstable/sync';

/** What a name is declared as, in TypeScript's words. */
export function declarationKind(flags: SymbolFlags): string {
  // How the types of JavaScript's own classes are written.
  if (flags & SymbolFlags.Variable && flags & SymbolFlags.Interface) return 'class';
  return KINDS.find(([flag]) => flags & flag)?.[1] ?? 'variable';
}

const KINDS: readonly [SymbolFlags, string][] = [
  [SymbolFlags.Method, 'method'],
  [SymbolFlags.Function, 'function'],
  [SymbolFlags.Class, 'class'],
  [SymbolFlags.Enum, 'enum'],
  [SymbolFlags.EnumMember, 'enum member'],
  [SymbolFlags.Property | SymbolFlags.Accessor, 'property'],
  [SymbolFlags.Variable, 'variable'],
  [SymbolFlags.Module, 'module'],
  [SymbolFlags.Interface, 'interface'],
  [SymbolFlags.TypeAlias, 'type'],
  [SymbolFlags.TypeParameter, 'type parameter'],
  [SymbolFlags.Alias, 'import'],
];
