import { codePointsFromUnits, unitsFromCodePoints } from './code-points.js';
import type { KernelSession } from './kernel-session.js';

/** Content of a message, parsed. */
export type Content = Readonly<Record<string, unknown>>;

/** Content of a `complete_reply`: matches, and for each what it is. */
export async function completeReply(session: KernelSession, content: Content): Promise<Content> {
  const { code, cursor } = codeAndCursor(content);
  const found = (await session.complete?.(code, cursor)) ?? { start: cursor, end: cursor, items: [] };
  const start = codePointsFromUnits(code, found.start);
  const end = codePointsFromUnits(code, found.end);
  const types = found.items.map(({ text, kind, signature, documentation }) => ({
    start,
    end,
    text,
    type: kind,
    signature: signature ?? '',
    ...(documentation === undefined ? {} : { documentation }),
  }));
  return {
    status: 'ok',
    matches: found.items.map(({ text }) => text),
    cursor_start: start,
    cursor_end: end,
    metadata: { _jupyter_types_experimental: types },
  };
}

/** Content of an `inspect_reply`. */
export async function inspectReply(session: KernelSession, content: Content): Promise<Content> {
  const { code, cursor } = codeAndCursor(content);
  const data = await session.inspect?.(code, cursor, content.detail_level === 1 ? 1 : 0);
  return { status: 'ok', found: data !== undefined, data: data ?? {}, metadata: {} };
}

/** Content of an `is_complete_reply`. */
export async function isCompleteReply(session: KernelSession, content: Content): Promise<Content> {
  const { status, indent } = (await session.isComplete?.(textOf(content.code))) ?? { status: 'unknown' };
  return status === 'incomplete' ? { status, indent: indent ?? '' } : { status };
}

/** Content of a `comm_info_reply`. */
export function commInfoReply(session: KernelSession, content: Content): Content {
  const comms = Object.entries(session.comms?.() ?? {}).filter(
    ([, target]) => typeof content.target_name !== 'string' || content.target_name === target,
  );
  return {
    status: 'ok',
    comms: Object.fromEntries(comms.map(([id, target]) => [id, { target_name: target }])),
  };
}

/** A content's entry as text; empty when it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The code, and the cursor in UTF-16 units; without a cursor it stands at the end. */
function codeAndCursor(content: Content): { code: string; cursor: number } {
  const code = textOf(content.code);
  const place = content.cursor_pos;
  return { code, cursor: typeof place === 'number' ? unitsFromCodePoints(code, place) : code.length };
}
