import { startCharts, unpackCharts } from './charts.js';
import { startCode } from './code.js';
import { startContents } from './contents.js';
import { startTables } from './tables.js';
import { startTheme } from './theme.js';

for (const data of document.querySelectorAll<HTMLDetailsElement>('figure > details.data')) {
  data.open = data.parentElement?.querySelector('.plot') === null; // open for readers without scripts
}
const tools = document.querySelector<HTMLElement>('.tools');
if (tools !== null) tools.hidden = false;
startTheme();
startContents();
startCode();
const charts = unpackCharts();
startTables(async (table) => {
  const place = table.closest('figure')?.querySelector<HTMLElement>('.plot');
  return (await charts)[Number(place?.dataset.chart)]?.rows ?? '';
});
startCharts(charts);
document.documentElement.classList.add('ready');
