import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '#clientele/notebook/kernel/wire';

const KEY = 'f1d2';
const bytes = fc.uint8Array({ maxLength: 40 });
const json = fc.json({ maxDepth: 3 });
const frame = bytes.filter((array) => !Buffer.from('<IDS|MSG>').equals(array));
const header = fc.record({ msg_id: fc.string({ unit: 'binary' }), msg_type: fc.string({ unit: 'binary' }) });
const isWellFormed = (text: string) => Buffer.from(text).toString() === text;

describe('wire', () => {
  it('brings a message through unchanged, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 3 }),
        header.filter(({ msg_id, msg_type }) => isWellFormed(msg_id) && isWellFormed(msg_type)),
        json.filter(isWellFormed),
        json.filter(isWellFormed),
        fc.array(bytes, { maxLength: 3 }),
        fc.constantFrom(KEY, ''),
        (identities, head, metadataText, contentText, buffers, key) => {
          const headerText = JSON.stringify(head);
          const sent = { identities, headerText, parentText: '{}', metadataText, contentText, buffers };
          const received = decodeMessage(encodeMessage(sent, key), key);
          expect(received).toEqual({
            identities,
            header: head,
            headerText,
            metadataText,
            contentText,
            buffers,
          });
        },
      ),
    );
  });

  it('signs with HMAC-SHA256 over header, parent header, metadata and content', () => {
    const frames = encodeMessage(
      {
        identities: [],
        headerText: '{"a":1}',
        parentText: '{}',
        metadataText: '{}',
        contentText: '{"ä":"😀"}',
        buffers: [Buffer.from('not signed')],
      },
      'secret',
    );
    // printf '%s' '{"a":1}{}{}{"ä":"😀"}' | openssl dgst -sha256 -hmac secret
    expect(Buffer.from(frames[1]).toString()).toBe(
      'c393e985a95b8e5099c95f464ff7280a66e4aad6482da4a5e17e742cb02abe89',
    );
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('refuses a message when frame %i was changed on the way', (changed) => {
    const sent = {
      identities: [Buffer.from('client')],
      headerText: '{"msg_id":"1","msg_type":"execute_request"}',
      parentText: '{}',
      metadataText: '{}',
      contentText: '{"code":"1"}',
      buffers: [],
    };
    const frames = encodeMessage(sent, KEY).map((part) => Buffer.from(part));
    frames[changed][0] ^= 1;
    const received = decodeMessage(frames, KEY);
    if (changed === 0)
      expect(received).not.toHaveProperty('refused'); // the route, which is not signed
    else expect(received).toHaveProperty('refused');
  });

  it('checks the signature before it parses', () => {
    const parts = ['{not json', '{}', '{}', '{}'].map((part) => Buffer.from(part));
    const received = decodeMessage([Buffer.from('<IDS|MSG>'), Buffer.from('0'.repeat(64)), ...parts], KEY);
    expect(received).toEqual({ refused: 'wrong signature' });
  });

  it('refuses text that is no UTF-8', () => {
    const parts = [Buffer.from([0xff, 0xfe]), ...['{}', '{}', '{}'].map((part) => Buffer.from(part))];
    expect(decodeMessage([Buffer.from('<IDS|MSG>'), Buffer.alloc(0), ...parts], '')).toEqual({
      refused: 'not UTF-8 or not JSON',
    });
  });

  it('refuses random frames and never throws', () => {
    const delimiter = fc.constant(new Uint8Array(Buffer.from('<IDS|MSG>')));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(frame, delimiter), { maxLength: 9 }),
        fc.constantFrom(KEY, ''),
        (frames, key) => {
          expect(decodeMessage(frames, key)).toHaveProperty('refused');
        },
      ),
      { numRuns: 500 },
    );
  });
});
