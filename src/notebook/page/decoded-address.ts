/** Text with its percent escapes resolved; a broken one leaves the text as it is. */
export function decodedAddress(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
