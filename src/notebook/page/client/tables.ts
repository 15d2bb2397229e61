import { downloadCsv, leadingNumber, textOf } from './csv.js';

const PAGE_ROWS = 25;

/**
 * Makes every table of ours sortable and downloadable, and long ones searchable, a page at a time.
 *
 * @param rest - HTML of the rows of a table that are not in the page's text.
 */
export function startTables(rest: (table: HTMLTableElement) => Promise<string>): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.clientele-table')) {
    const folded = table.closest('details');
    if (folded === null || folded.open) enhance(table);
    else {
      folded.addEventListener('toggle', async () => {
        if (!folded.open || table.dataset.ready !== undefined) return;
        table.dataset.ready = '';
        table.tBodies[0]?.insertAdjacentHTML('beforeend', await rest(table).catch(() => ''));
        enhance(table);
      });
    }
  }
}

function enhance(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const box = table.parentElement;
  if (body === undefined || box === null) return;
  const all = Array.from(body.rows);
  const heads = Array.from(table.tHead?.rows[0]?.cells ?? []);
  const titles = heads.map((head) => {
    const unit = head.querySelector('small')?.textContent;
    return `${head.firstChild?.textContent?.trim() ?? ''}${unit ? ` (${unit})` : ''}`;
  });
  const long = all.length > PAGE_ROWS;
  let shown = all;
  let from = 0;

  const foot = element('div', 'table-foot');
  const status = element('span', 'table-status');
  status.setAttribute('role', 'status');
  const back = button('Previous', () => turn(-PAGE_ROWS));
  const on = button('Next', () => turn(PAGE_ROWS));

  function show(): void {
    body.replaceChildren(...(long ? shown.slice(from, from + PAGE_ROWS) : shown));
    if (!long) return;
    const end = Math.min(from + PAGE_ROWS, shown.length);
    const of =
      shown.length === all.length
        ? count(all.length)
        : `${count(shown.length)} found of ${count(all.length)}`;
    status.textContent = shown.length === 0 ? 'No row found' : `${count(from + 1)}–${count(end)} of ${of}`;
    back.disabled = from === 0;
    on.disabled = end >= shown.length;
  }

  function turn(rows: number): void {
    from = Math.max(0, Math.min(from + rows, shown.length - 1));
    show();
  }

  let order = all;
  let search = '';
  function find(): void {
    const wanted = search.trim().toLowerCase();
    shown =
      wanted === '' ? order : order.filter((row) => (row.textContent ?? '').toLowerCase().includes(wanted));
    from = 0;
    show();
  }

  heads.forEach((head, j) => {
    const sort = button('', () => {
      const before = head.getAttribute('aria-sort');
      for (const other of heads) other.removeAttribute('aria-sort');
      const first = isNumeric(table, j) ? 'descending' : 'ascending';
      const second = first === 'ascending' ? 'descending' : 'ascending';
      const next = before === null ? first : before === first ? second : null;
      if (next !== null) head.setAttribute('aria-sort', next);
      order = next === null ? all : sorted(all, j, isNumeric(table, j), next === 'descending');
      find();
    });
    sort.className = 'sort';
    sort.append(...Array.from(head.childNodes));
    head.append(sort);
  });

  if (long) {
    const input = document.createElement('input');
    input.type = 'search';
    input.placeholder = 'Search';
    input.setAttribute('aria-label', 'Search in this table');
    input.addEventListener('input', () => {
      search = input.value;
      find();
    });
    const top = element('div', 'table-top');
    top.append(input);
    if (table.caption !== null && table.closest('figure') === null) table.caption.append(top);
    else box.before(top);
    foot.append(back, on, status);
  }
  if (all.length > 0) {
    foot.append(button('Download CSV', () => downloadCsv(fileName(table), titles, order)));
    box.after(foot);
  }
  show();
}

function sorted(
  rows: readonly HTMLTableRowElement[],
  column: number,
  numeric: boolean,
  down: boolean,
): HTMLTableRowElement[] {
  const collator = new Intl.Collator('en', { numeric: true });
  const keyed = rows.map((row) => {
    const cell = row.cells[column];
    const text = cell === undefined ? '' : textOf(cell);
    return { row, text, number: cell === undefined ? Number.NaN : leadingNumber(cell) };
  });
  const isMissing = (key: (typeof keyed)[number]) => (numeric ? Number.isNaN(key.number) : key.text === '');
  keyed.sort((a, b) => {
    if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
    const difference = numeric ? a.number - b.number : collator.compare(a.text, b.text);
    return down ? -difference : difference;
  });
  return keyed.map((key) => key.row);
}

/** Right-aligned columns hold numbers. */
function isNumeric(table: HTMLTableElement, column: number): boolean {
  return (table.dataset.right ?? '').split(' ').includes(String(column + 1));
}

function fileName(table: HTMLTableElement): string {
  const text = table.caption?.textContent ?? document.title;
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'table'
  );
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function element(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function button(text: string, run: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', run);
  return made;
}
