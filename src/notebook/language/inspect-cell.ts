import type { NameInfo } from './cell-view.js';
import { nameAt } from './name-at.js';
import { parseCell } from './parse-cell.js';
import { notebookPath, pathOf } from './property-path.js';
import type { Surroundings } from './surroundings.js';
import { ts } from './typescript.js';

/** What is known about a name, by MIME type. */
export type Inspection = Readonly<Record<'text/plain' | 'text/markdown', string>>;

const SOURCE_LIMIT = 5000;
const TYPE_KINDS = new Set(['interface', 'type']);
/** What these are, their declaration says. */
const FIXED_KINDS = new Set(['class', 'enum', 'module', 'method']);

/**
 * What the name at a place is: its type or the ways to call it, the words that were written about it, and what
 * a variable of the notebook holds now. Inside of a call's arguments, what is called.
 *
 * @param cursor - Offset in UTF-16 units.
 * @param detail - With 1, also how it is declared.
 */
export function inspectCell(
  code: string,
  cursor: number,
  detail: 0 | 1,
  { checker, live }: Surroundings,
): Inspection | undefined {
  const { file } = parseCell(code);
  const name = nameAt(file, cursor);
  if (name === undefined) return undefined;
  const info = checker?.view(file).infoAt(name.getStart(), name.text);
  const isMember = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name;
  const whole = isMember ? name.parent : name;
  const mayVary = info === undefined || (info.calls.length === 0 && !FIXED_KINDS.has(info.kind));
  const path = mayVary ? notebookPath(whole) : undefined;
  const value = path === undefined ? undefined : live.preview(path);
  if (info === undefined && value === undefined) return undefined;
  const head = info === undefined ? name.text : headOf(info, pathOf(whole) ?? [name.text]);
  // A type is what its declaration says; it has nothing else to show.
  const isType = info !== undefined && TYPE_KINDS.has(info.kind);
  const sources = detail === 1 || isType ? (info?.sources() ?? []).map(bounded) : [];
  const words = [
    info?.documentation ?? '',
    ...(info?.tags ?? []).map(({ name, text }) => tagText(name, text)),
  ];
  const documentation = words.filter((part) => part !== '').join('\n\n');
  return {
    'text/plain': paragraphs(head, value && `Value: ${value}`, documentation, ...sources),
    'text/markdown': paragraphs(
      fenced(head),
      value && `Value: ${inlineCode(value)}`,
      documentation,
      sources.length > 0 ? fenced(sources.join('\n')) : undefined,
    ),
  };
}

/** As TypeScript would write it: each way to call it, else its kind, name and type. */
function headOf({ name, kind, signature, calls }: NameInfo, path: readonly string[]): string {
  const full = kind === 'method' || kind === 'property' ? path.join('.') : name;
  if (calls.length > 0) return calls.map((call) => callText(call, kind, full)).join('\n');
  return signature === undefined || kind === 'module'
    ? `(${kind}) ${full}`
    : `(${kind}) ${full}: ${signature}`;
}

function callText(call: string, kind: string, name: string): string {
  const text = call.replace(/;\s*$/, '');
  return text.startsWith('new ') ? `new ${name}${text.slice(4).trimStart()}` : `(${kind}) ${name}${text}`;
}

function tagText(name: string, text: string): string {
  if (name === 'example') return `Example:\n${fenced(text.replace(/^```\w*\n?|```\s*$/g, '').trim())}`;
  return `@${name} ${text}`.trim();
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function bounded(text: string): string {
  return text.length <= SOURCE_LIMIT ? text : `${text.slice(0, SOURCE_LIMIT)}\n…`;
}

/** Code as a block; its fence is longer than any inside. */
function fenced(code: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}typescript\n${code}\n${fence}`;
}

function inlineCode(text: string): string {
  const ticks = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return `${ticks} ${text} ${ticks}`;
}
