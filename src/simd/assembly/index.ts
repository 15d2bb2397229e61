export { assign } from './assign';
export { silhouetteMeans } from './silhouette-means';
export { silhouetteSums } from './silhouette-sums';
