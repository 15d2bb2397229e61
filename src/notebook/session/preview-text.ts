import type { LiveColumns } from '../language/live-values.js';

/** A value as the inspector describes it. */
export interface PreviewedValue {
  readonly type: string;
  readonly subtype?: string;
  readonly value?: unknown;
  readonly description?: string;
  readonly unserializableValue?: string;
  readonly preview?: ObjectPreview;
}

interface ObjectPreview {
  readonly type: string;
  readonly subtype?: string;
  readonly description?: string;
  readonly overflow: boolean;
  readonly properties: readonly {
    readonly name: string;
    readonly type: string;
    readonly value?: string;
  }[];
  readonly entries?: readonly { readonly key?: ObjectPreview; readonly value: ObjectPreview }[];
}

const TEXT_LIMIT = 200;
const COLUMN_LIMIT = 20;

/** A value in one line of limited length: its type, its size, and how it begins. */
export function previewText(value: PreviewedValue, columns?: LiveColumns): string {
  if (columns !== undefined) return tableText(value, columns);
  if (typeof value.value === 'string') return stringText(value.value);
  if (value.preview !== undefined) return bounded(objectText(value.preview));
  return bounded(value.unserializableValue ?? value.description ?? String(value.value));
}

function tableText({ description = 'Table' }: PreviewedValue, { rows, names }: LiveColumns): string {
  const shown = names.slice(0, COLUMN_LIMIT).map(bounded);
  const more = names.length > COLUMN_LIMIT ? ', …' : '';
  const size = rows === undefined ? '' : `${counted(rows, 'row')} × `;
  return `${firstLine(description)}, ${size}${counted(names.length, 'column')}: ${shown.join(', ')}${more}`;
}

function stringText(text: string): string {
  if (text.length <= TEXT_LIMIT) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, TEXT_LIMIT))}… ${text.length.toLocaleString('en-US')} characters`;
}

function objectText({ description = '', subtype, properties, entries, overflow }: ObjectPreview): string {
  const parts =
    entries === undefined
      ? properties.map((property) => propertyText(property, subtype === 'array'))
      : entries.map(
          ({ key, value }) => `${key === undefined ? '' : `${partText(key)} => `}${partText(value)}`,
        );
  const name = description === 'Object' ? '' : `${firstLine(description)} `;
  if (parts.length === 0) return name === '' ? '{}' : name.trimEnd();
  const inside = [...parts, ...(overflow ? ['…'] : [])].join(', ');
  return name + (subtype === 'array' || subtype === 'typedarray' ? `[${inside}]` : `{ ${inside} }`);
}

function propertyText(
  { name, type, value = '' }: ObjectPreview['properties'][number],
  isItem: boolean,
): string {
  const text = type === 'string' ? JSON.stringify(value) : type === 'accessor' ? '(getter)' : value || type;
  return isItem ? text : `${name}: ${text}`;
}

function partText({ type, description = '' }: ObjectPreview): string {
  return type === 'string' ? JSON.stringify(description) : firstLine(description);
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0];
}

function bounded(text: string): string {
  return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT)}…`;
}
