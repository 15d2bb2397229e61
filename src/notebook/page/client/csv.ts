/** What a cell holds: its exact number where the text is rounded, else the text. */
export function textOf(cell: Element): string {
  return (cell as HTMLElement).dataset.v ?? cell.textContent ?? '';
}

/** The number in a cell, or NaN. */
export function numberOf(cell: Element): number {
  const text = textOf(cell).replaceAll(',', '').replace('\u2212', '-');
  return text === '' ? Number.NaN : Number(text);
}

/** The number that a cell is, or begins with, as in "76.3% (72.8 to 79.5)"; or NaN. */
export function leadingNumber(cell: Element): number {
  const exact = numberOf(cell);
  if (!Number.isNaN(exact)) return exact;
  const start = /^[+\-\u2212]?\d[\d,]*(?:\.\d+)?/.exec(textOf(cell))?.[0];
  return start === undefined ? Number.NaN : Number(start.replaceAll(',', '').replace('\u2212', '-'));
}

/** Offers rows as a spreadsheet file. Texts that a spreadsheet would run as a formula get a quote before them. */
export function downloadCsv(
  name: string,
  heads: readonly string[],
  rows: readonly HTMLTableRowElement[],
): void {
  const line = (cells: readonly string[]) => cells.map(quoted).join(',');
  const body = rows.map((row) =>
    line(
      Array.from(row.cells, (cell) => {
        const number = numberOf(cell);
        if (!Number.isNaN(number)) return String(number);
        return textOf(cell).replace(/^(?=[=+\-@\t\r])/, "'");
      }),
    ),
  );
  const text = `\ufeff${[line(heads), ...body].join('\r\n')}\r\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
