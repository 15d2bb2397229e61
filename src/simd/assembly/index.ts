export { bootstrapSums } from './bootstrap-sums';
export { assignFast } from './assign-fast';
export { assignSurely } from './assign-surely';
export {
  addRemainders,
  clearSums,
  emptyCentroid,
  farthestPlace,
  forgetSafety,
  mergeSums,
  moveToMeans,
  placeCentroid,
  readyCentroids,
  relabel,
  remainders,
  sizeOf,
  squaresOfShards,
  unsafeTiles,
} from './centroids';
export { columnFacts } from './column-facts';
export { addToSums } from './moves';
export { orderByLead, restoreOrder } from './order';
export { pack } from './pack';
export { lowerNearest, rowAtMass } from './spread';
export { transferCandidates } from './transfers';
export { silhouetteMeans } from './silhouette-means';
export { silhouetteSums } from './silhouette-sums';
export * from './dense';
