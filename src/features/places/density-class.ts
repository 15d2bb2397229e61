import type { Feature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';
import { band } from '../people/band.js';
import type { RowOperand } from '../row-value.js';

/**
 * Urban or rural by inhabitants per square kilometre: rural below 300, intermediate from 300, urban from 1,500. These
 * are the densities of Eurostat's degree of urbanisation, which besides looks at the cells around; give `limits` of
 * your own for other areas.
 *
 * Source: Eurostat, "Applying the Degree of Urbanisation", 2021 edition (urban centres 1,500, urban clusters 300).
 *
 * @param of - Column with inhabitants per square kilometre, for example from `withPlaces`.
 *
 * @example
 * densityClass('density').info.levels; // ['rural', 'intermediate', 'urban']
 */
export function densityClass<const Name extends string = 'densityClass'>(
  of: RowOperand,
  options: FeatureName<Name> & { readonly limits?: readonly [number, number] } = {},
): Feature<Name, 'rural' | 'intermediate' | 'urban' | null> {
  const { limits = [300, 1500], name = 'densityClass' as Name } = options;
  const meaning = `Rural below ${limits[0]} inhabitants per square kilometre, urban from ${limits[1]}.`;
  return band(of, limits, { labels: ['rural', 'intermediate', 'urban'], name, basis: 'B2', meaning });
}
