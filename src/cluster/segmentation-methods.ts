import { explainCustomer } from './scoring/explain-customer.js';
import { scoreFunction, scoreScript } from './scoring/score-script.js';
import { customerRows, scoreSql } from './scoring/score-sql.js';
import type { SegmentationMethods } from './segmentation.js';
import type { SegmentationData } from './segmentation-data.js';

/** What a segmentation can do, from what it remembers. */
export function segmentationMethods(data: () => SegmentationData): SegmentationMethods {
  return {
    explain: (customer) => explainCustomer(data(), customer),
    toSQL: ({ id = 'customerId', ...options } = {}) =>
      scoreSql('toSQL', data(), customerRows('toSQL', data(), id), options),
    toFunction: () => scoreFunction(data()),
    toTypeScript: () => scoreScript(data(), true),
    toJSON: data,
  };
}
