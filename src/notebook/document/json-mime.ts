/** Whether the content of a MIME type is JSON, which a notebook holds as it is, never as lines. */
export function isJsonMime(type: string): boolean {
  return type === 'application/json' || (type.startsWith('application/') && type.endsWith('+json'));
}
