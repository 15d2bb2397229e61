import { describe, expect, it } from 'vitest';
import { dateFormat, ISO_DATE, KNOWN_DATE_FORMATS } from '#clientele/load/date-format';

const fits = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`).test(text);

describe('dateFormat', () => {
  it.each([
    ['YYYYMMDD', '%Y%m%d'],
    ['DD.MM.YYYY', '%d.%m.%Y'],
    ['dd/mm/yyyy hh:mm:ss', '%d/%m/%Y %H:%M:%S'],
    ['M/D/YY H:mm', '%m/%d/%y %H:%M'],
    ['D MMM YYYY', '%d %b %Y'],
    ['MMMM D, YYYY', '%B %d, %Y'],
    ['YYYY-MM-DDTHH:mm', '%Y-%m-%dT%H:%M'],
    ['MM/DD/YYYY hh:mm a', '%m/%d/%Y %I:%M %p'],
    ['%d.%m.%y', '%d.%m.%y'],
  ])('understands %s', (format, strptime) => {
    expect(dateFormat(format)).toMatchObject({ name: format, strptime });
  });

  it('takes one or two digits where something stands between, and two where nothing does', () => {
    expect(fits(dateFormat('DD.MM.YYYY').pattern, '1.2.2024')).toBe(true);
    expect(fits(dateFormat('YYYYMMDD').pattern, '2024112')).toBe(false);
    expect(fits(dateFormat('YYYYMMDD').pattern, '20241102')).toBe(true);
    expect(fits(dateFormat('DD.MM.YYYY').pattern, '1x2x2024')).toBe(false);
  });

  it.each([
    ['YYYY-MM', 'dateFormat "YYYY-MM" does not say where year, month and day stand.'],
    ['', 'dateFormat "" does not say where year, month and day stand.'],
    ['YYYY-MM-DD Q', 'dateFormat "YYYY-MM-DD Q": "Q" is not understood.'],
    ['%Y-%m-%Q', 'dateFormat "%Y-%m-%Q": %Q is not known. Known are %Y %y'],
  ])('refuses %j', (format, message) => {
    expect(() => dateFormat(format)).toThrow(message);
  });
});

describe('the formats that are tried', () => {
  it.each([
    ['2024-01-31', ['YYYY-MM-DD']],
    ['2024-01-31 10:00:00', ['YYYY-MM-DD']],
    ['2024-01-31T10:00:00+02:00', ['YYYY-MM-DDTHH:mm:ss with Z or an offset']],
    ['20240131', ['YYYYMMDD']],
    ['31.01.2024', ['DD.MM.YYYY']],
    ['31/01/2024', ['DD/MM/YYYY']],
    ['01/31/2024', ['MM/DD/YYYY']],
    ['01/02/2024', ['DD/MM/YYYY', 'MM/DD/YYYY']],
    ['12/1/10 8:26', ['DD/MM/YY HH:mm', 'MM/DD/YY HH:mm']],
    ['12345678', []],
    ['1.5', []],
  ])('%s can be %j', (text, names) => {
    const fitting = KNOWN_DATE_FORMATS.filter(({ pattern }) => fits(pattern, text));
    expect(fitting.map(({ name }) => name)).toEqual(names);
  });

  it('start with ISO 8601', () => expect(KNOWN_DATE_FORMATS[0]).toBe(ISO_DATE));
});
