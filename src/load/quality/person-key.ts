/** A name without accents, size of letters, signs and order of words: `Müller, Anna` and `anna muller` are the same. */
export function nameKey(name: string): string {
  return plain(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

/** An e-mail address without blanks and size of letters. */
export function emailKey(address: string): string {
  return address.trim().toLowerCase();
}

/** A postal code without blanks, signs and size of letters. */
export function postalKey(code: string): string {
  return plain(code).replace(/[^\p{L}\p{N}]+/gu, '');
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l');
}
