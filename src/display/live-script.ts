/** Name under which charts in a page wait for the library, and are drawn by it. */
export const LIVE_CHARTS = 'clienteleCharts';

/**
 * A script that puts a chart beside it on the list of those that wait for the library; without the library nothing
 * happens and the picture stays.
 *
 * @param packed - The chart, see `packedChart`.
 */
export function liveScript(packed: string): string {
  return `<script>(s=>{const c=window.${LIVE_CHARTS}??={waiting:[]};c.waiting.push([s.parentNode,'${packed}']);c.draw?.()})(document.currentScript)</script>`;
}
