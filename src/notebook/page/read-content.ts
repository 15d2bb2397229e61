import type { Content } from '../../display/bundle.js';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const among =
  (...known: unknown[]): Check =>
  (value) =>
    known.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const digits: Check = (value) => count(value) && (value as number) <= 100;
const cell: Check = (value) => value === null || ['number', 'string', 'boolean'].includes(typeof value);
const column = shape({
  name: text,
  title: optional(text),
  align: optional(among('left', 'right')),
  format: optional(
    shape({
      digits: optional(digits),
      style: optional(among('plain', 'percent')),
      unit: optional(text),
      grouped: optional(among(true, false)),
    }),
  ),
  role: optional(text),
  unit: optional(text),
  meaning: optional(text),
});
const tableFields = shape({
  caption: optional(text),
  columns: list(column),
  rows: list(list(cell)),
  totalRows: count,
  note: optional(text),
});
const table: Check = (value) => {
  if (!tableFields(value)) return false;
  const { columns, rows } = value as { columns: unknown[]; rows: unknown[][] };
  return rows.every((row) => row.length === columns.length);
};
const sentence = shape({
  text,
  evidence: list(text),
  basis: among('data', 'feedback', 'assumption'),
  detail: optional(text),
  proven: among(true, false),
});
const card = shape({
  key: text,
  name: text,
  color: text,
  subtitle: text,
  subtitleEvidence: optional(list(text)),
  badge: optional(text),
  sections: list(shape({ heading: text, sentences: list(sentence) })),
});

const CHECKS: Readonly<Record<Content['kind'], Check>> = {
  table,
  figure: shape({ title: text, caption: text, alternativeText: text, source: optional(text), table }),
  cards: shape({ title: text, cards: list(card), note: optional(text) }),
  file: shape({ name: text, mediaType: text, text, description: text }),
  page: shape({ name: text, title: text, description: text, parts: list(shape({})) }),
};

/** What stands under our own MIME type in a file from anywhere; `undefined` when it is not of our making. */
export function readContent(value: unknown): Content | undefined {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(CHECKS, kind)) return undefined;
  return CHECKS[kind as Content['kind']](value) ? (value as Content) : undefined;
}
