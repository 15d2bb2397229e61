import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Header, Outgoing, Received } from './message.js';

/** Stands between the routing frames and the message. */
const DELIMITER = Buffer.from('<IDS|MSG>');

/** Why frames were refused, in words for a log; nothing of their content is in it. */
export interface Refusal {
  readonly refused: string;
}

/**
 * Frames of a message, signed: routing frames, delimiter, signature, header, parent header, metadata, content,
 * buffers. An empty key means unsigned, as in the protocol.
 */
export function encodeMessage(message: Outgoing, key: string): Uint8Array[] {
  const parts = [message.headerText, message.parentText, message.metadataText, message.contentText].map(
    (text) => Buffer.from(text),
  );
  return [...message.identities, DELIMITER, Buffer.from(signature(parts, key)), ...parts, ...message.buffers];
}

/**
 * The message in frames that came from outside. The signature is compared in constant time, before anything is
 * parsed. Never throws: whatever is wrong with the frames comes back as a refusal.
 */
export function decodeMessage(frames: readonly Uint8Array[], key: string): Received | Refusal {
  const delimiter = frames.findIndex((frame) => DELIMITER.equals(frame));
  if (delimiter < 0) return { refused: 'no delimiter' };
  const [signed, ...rest] = frames.slice(delimiter + 1);
  if (rest.length < 4) return { refused: 'too few frames' };
  if (key !== '') {
    const expected = Buffer.from(signature(rest.slice(0, 4), key));
    if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) {
      return { refused: 'wrong signature' };
    }
  }
  try {
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    const [headerText, , metadataText, contentText] = rest.slice(0, 4).map((part) => utf8.decode(part));
    const header: unknown = JSON.parse(headerText);
    if (!isHeader(header)) return { refused: 'no msg_id or msg_type in the header' };
    return {
      identities: frames.slice(0, delimiter),
      header: { msg_id: header.msg_id, msg_type: header.msg_type },
      headerText,
      metadataText,
      contentText,
      buffers: rest.slice(4),
    };
  } catch {
    return { refused: 'not UTF-8 or not JSON' };
  }
}

function signature(parts: readonly Uint8Array[], key: string): string {
  if (key === '') return '';
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

function isHeader(value: unknown): value is Header {
  const header = value as Partial<Header> | null;
  return (
    typeof header === 'object' &&
    header !== null &&
    typeof header.msg_id === 'string' &&
    typeof header.msg_type === 'string'
  );
}
