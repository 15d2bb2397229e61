import { formatNumber } from '../core/format.js';
import type { Matrix } from '../core/matrix.js';
import { fitPca } from './pca.js';
import { reconstructionError } from './reconstruction-error.js';

/** Mean squared errors per value on the same held-out customers; lower keeps more. */
export interface AutoencoderComparison {
  /** Of the raw columns, which are as many numbers as there are columns: nothing is lost. */
  readonly raw: 0;
  readonly autoencoder: number;
  /** Of PCA with as many components as there are latent numbers, fitted on the same training customers. */
  readonly pca: number;
  /** Of telling the mean of the training customers. */
  readonly meanOnly: number;
  /** The same in words, with what follows. */
  readonly verdict: string;
}

/** Compares an autoencoder with PCA of the same width and with the mean. */
export function compareReconstructions(
  training: Matrix,
  heldOut: Matrix,
  width: number,
  reconstruct: (matrix: Matrix) => Matrix,
): AutoencoderComparison {
  const components = fitPca(training, width);
  const means = heldOut.data.map((_, i) => components.means[i % heldOut.columns]);
  const autoencoder = reconstructionError(heldOut, reconstruct(heldOut));
  const pca = components.reconstructionError(heldOut);
  const meanOnly = reconstructionError(heldOut, { ...heldOut, data: means });
  const verdict = verdictOf(autoencoder, pca, meanOnly, width, heldOut);
  return { raw: 0, autoencoder, pca, meanOnly, verdict };
}

function verdictOf(
  network: number,
  pca: number,
  mean: number,
  width: number,
  { rows, columns }: Matrix,
): string {
  const shown = (error: number) => formatNumber(error, { digits: 4 });
  const figures =
    `On ${rows} held-out customers the squared error per value is ${shown(network)} for the autoencoder, ` +
    `${shown(pca)} for PCA with ${width} ${width === 1 ? 'component' : 'components'} and ${shown(mean)} for the mean alone; ` +
    `the ${columns} raw ${columns === 1 ? 'column keeps' : 'columns keep'} everything.`;
  if (network >= mean && pca < mean) return `${figures} The network learned nothing: use PCA.`;
  if (network < 0.95 * pca) return `${figures} The autoencoder keeps more.`;
  if (network <= 1.05 * pca) return `${figures} They keep about as much: PCA is the simpler choice.`;
  return `${figures} PCA keeps more: use it.`;
}
