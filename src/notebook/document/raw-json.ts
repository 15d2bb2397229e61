/** An object as it stands in a notebook file. */
export type Raw = Readonly<Record<string, unknown>>;

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that a notebook may also hold as a list of lines; `undefined` for anything else. */
export function joinedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('') : undefined;
}

/** A copy with some values replaced; new names are put where the alphabet, Jupyter's order, has them. */
export function withValues(raw: Raw, values: Raw): Raw {
  const added = Object.keys(values)
    .filter((name) => !Object.hasOwn(raw, name))
    .sort();
  const names: string[] = [];
  for (const name of Object.keys(raw)) {
    while (added.length > 0 && added[0] < name) names.push(added.shift()!);
    names.push(name);
  }
  const result = {};
  for (const name of [...names, ...added]) {
    const value = Object.hasOwn(values, name) ? values[name] : raw[name];
    Object.defineProperty(result, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return result;
}
