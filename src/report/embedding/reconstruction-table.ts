import { type ShownTable, showTableContent } from '../../display/shown-table.js';

/** Mean squared errors on the same held-out customers; lower keeps more. */
export interface ReconstructionErrors {
  readonly autoencoder: number;
  /** Of as many principal components as there are latent numbers. */
  readonly pca: number;
  /** Of telling everybody the mean. */
  readonly meanOnly: number;
  /** The same in words. */
  readonly verdict?: string;
}

/**
 * What an autoencoder and PCA keep of customers that neither has seen, side by side.
 *
 * @example
 * reconstructionTable(network.compare);
 */
export function reconstructionTable(
  errors: ReconstructionErrors,
  options: { readonly caption?: string } = {},
): ShownTable {
  const kept = (error: number) => (errors.meanOnly > 0 ? 1 - error / errors.meanOnly : 'not measured');
  const rows = [
    ['Autoencoder', errors.autoencoder, kept(errors.autoencoder)],
    ['PCA of the same width', errors.pca, kept(errors.pca)],
    ['Mean alone', errors.meanOnly, kept(errors.meanOnly)],
  ];
  return showTableContent({
    kind: 'table',
    caption: options.caption ?? 'What is kept of held-out customers',
    columns: [
      { name: 'method', title: 'Method' },
      { name: 'error', title: 'Mean squared error', align: 'right', format: { digits: 4 } },
      { name: 'kept', title: 'Variation kept', align: 'right', format: { style: 'percent', digits: 1 } },
    ],
    rows,
    totalRows: rows.length,
    ...(errors.verdict === undefined ? {} : { note: errors.verdict }),
  });
}
