import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { embeddedFile, embeddedFiles, InputError } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('embeddedFile', () => {
  it('lists the files of the simulated retailer', () => {
    expect(embeddedFiles()).toEqual([
      'retailer/campaign-outcomes.csv.gz',
      'retailer/campaign.csv.gz',
      'retailer/customers.csv.gz',
      'retailer/needs.csv.gz',
      'retailer/order-lines.csv.gz',
      'retailer/orders.csv.gz',
      'retailer/truth-outcomes.json',
      'retailer/truth.csv.gz',
      'retailer/truth.json',
    ]);
  });

  it.each(embeddedFiles())('%s is there, whatever folder the caller is in', (name) => {
    const path = embeddedFile(name);
    expect(isAbsolute(path)).toBe(true);
    expect(existsSync(path)).toBe(true);
  });

  it('names the nearest file for an unknown one', () => {
    expect(() => embeddedFile('retailer/order.csv.gz')).toThrow(InputError);
    expect(() => embeddedFile('retailer/order.csv.gz')).toThrow(
      'embeddedFile: there is no file "retailer/order.csv.gz". Nearest: "retailer/orders.csv.gz". There are: retailer/campaign-outcomes.csv.gz, ',
    );
    expect(() => embeddedFile('../package.json')).toThrow(
      'embeddedFile: there is no file "../package.json".',
    );
  });
});
