import { createHash } from 'node:crypto';

/** How addresses are made comparable. */
export interface EmailOptions {
  /** Whether dots and what follows a plus in the name of Gmail addresses are left out, as Gmail does; default `false`. */
  readonly foldGmail?: boolean;
}

/**
 * An e-mail address in the form in which equal ones are equal: without blanks around it, in small letters, composed
 * (NFC).
 *
 * @returns `undefined` for what is no address: without exactly one `@`, or nothing beside it.
 *
 * @example
 * normaliseEmail(' Ana.Souza@Shop.TEST '); // 'ana.souza@shop.test'
 * normaliseEmail('a.na+shop@gmail.com', { foldGmail: true }); // 'ana@gmail.com'
 */
export function normaliseEmail(address: string, options: EmailOptions = {}): string | undefined {
  const plain = address.normalize('NFC').trim().toLowerCase();
  const [name, domain, more] = plain.split('@');
  if (!name || !domain || more !== undefined || /\s/.test(plain)) return undefined;
  const gmail = domain === 'gmail.com' || domain === 'googlemail.com';
  if (options.foldGmail !== true || !gmail) return plain;
  return `${name.split('+')[0].replaceAll('.', '')}@gmail.com`;
}

/**
 * The SHA-256 of a normalised e-mail address in hexadecimal, under which sources can be joined without the address. It
 * hides no address from somebody who can guess it.
 *
 * @returns `undefined` for what is no address.
 *
 * @example
 * hashEmail('ANA@shop.test') === hashEmail('ana@shop.test '); // true
 */
export function hashEmail(address: string, options: EmailOptions = {}): string | undefined {
  const plain = normaliseEmail(address, options);
  return plain === undefined ? undefined : createHash('sha256').update(plain).digest('hex');
}
