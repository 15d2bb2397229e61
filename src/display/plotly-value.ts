import type { PlotlyObject } from './figure.js';
import { unpackedNumbers } from './packed-figure.js';

/** The object at a name, or an empty one: figures come from anywhere. */
export function objectAt(value: PlotlyObject, name: string): PlotlyObject {
  const found = value[name];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as PlotlyObject) : {};
}

/** The list at a name, also where it is a typed array or packed; else empty. */
export function listAt(value: PlotlyObject, name: string): readonly unknown[] {
  const found = value[name];
  if (Array.isArray(found)) return found;
  const unpacked = unpackedNumbers(found);
  if (unpacked !== undefined) return unpacked;
  if (!ArrayBuffer.isView(found) || found instanceof DataView) return [];
  return Array.from(found as unknown as ArrayLike<unknown>);
}

/** The objects in the list at a name. */
export function objectsAt(value: PlotlyObject, name: string): readonly PlotlyObject[] {
  return listAt(value, name).filter(
    (part): part is PlotlyObject => typeof part === 'object' && part !== null,
  );
}

export function numberAt(value: PlotlyObject, name: string, otherwise: number): number {
  const found = value[name];
  return typeof found === 'number' && Number.isFinite(found) ? found : otherwise;
}

export function textAt(value: PlotlyObject, name: string, otherwise = ''): string {
  const found = value[name];
  return typeof found === 'string' ? found : otherwise;
}

/** What a property says about the mark at a position: it is one value for all, or a list. */
export function each<Value>(found: unknown, i: number, otherwise: Value): Value {
  const one: unknown =
    Array.isArray(found) || ArrayBuffer.isView(found) ? (found as unknown as ArrayLike<unknown>)[i] : found;
  return typeof one === typeof otherwise ? (one as Value) : otherwise;
}
