import type { TableContent } from './bundle.js';

/**
 * Rules by which texts stand left and numbers right in a notebook: JupyterLab sets everything right. A page has its own
 * rules and does not need them.
 */
export function tableStyle({ columns }: TableContent): string {
  const right = columns.flatMap(({ align }, j) =>
    align === 'right' ? [`[data-right~="${j + 1}"] tr>:nth-child(${j + 1})`] : [],
  );
  const numbers = right.map((rule) => `.clientele-table${rule}`).join();
  return `<style>.clientele-table[data-right] tr>*{text-align:left}${right.length === 0 ? '' : `${numbers}{text-align:right}`}</style>`;
}
