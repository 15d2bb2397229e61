/** The text of a type without the files that its names come from. */
export function readableType(text: string): string {
  return text
    .replace(/typeof import\("[^"]*"(?:, \{[^}]*\})?\)(?!\.)/g, 'module')
    .replace(/import\("[^"]*"(?:, \{[^}]*\})?\)\./g, '')
    .replace(/\b__names\./g, '')
    .replace(/\$cell\d+\b/g, '');
}
