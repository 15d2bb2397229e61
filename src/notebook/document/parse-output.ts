import { isJsonMime } from './json-mime.js';
import type { Output } from './notebook.js';
import { isRaw, joinedText, type Raw, withValues } from './raw-json.js';

/** An output as it stands in a file, with its texts joined. A kind that we do not know shows nothing. */
export function parseOutput(raw: unknown): Output {
  if (!isRaw(raw)) return { output_type: 'display_data', data: {}, metadata: {} };
  switch (raw.output_type) {
    case 'stream':
      return withValues(raw, {
        name: raw.name === 'stderr' ? 'stderr' : 'stdout',
        text: joinedText(raw.text) ?? '',
      }) as unknown as Output;
    case 'execute_result':
    case 'display_data':
      return withValues(raw, {
        data: joinedBundle(raw.data),
        metadata: isRaw(raw.metadata) ? raw.metadata : {},
      }) as unknown as Output;
    case 'error':
      return withValues(raw, {
        ename: String(raw.ename ?? ''),
        evalue: String(raw.evalue ?? ''),
        traceback: Array.isArray(raw.traceback) ? raw.traceback.map(String) : [],
      }) as unknown as Output;
    default:
      return { output_type: 'display_data', data: {}, metadata: {} };
  }
}

function joinedBundle(data: unknown): Raw {
  if (!isRaw(data)) return {};
  const texts = Object.entries(data).filter(([type]) => !isJsonMime(type));
  return withValues(
    data,
    Object.fromEntries(texts.map(([type, value]) => [type, joinedText(value) ?? value])),
  );
}
