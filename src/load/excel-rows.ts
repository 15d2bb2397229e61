import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { Task } from '../core/task.js';
import { unknownName } from '../core/unknown-name.js';
import { type SheetTable, sheetTable } from './sheet-table.js';
import { zipEntries } from './zip-sizes.js';

/** Most bytes of a workbook once unpacked. */
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * The rows of a sheet of an Excel workbook (`.xlsx`). Formulas give the value that was saved with them; dates are days and
 * times without zone, read as UTC. Rows without any value are left out.
 *
 * @param sheet - Name of the sheet; default the first, with a warning where there are several.
 * @throws {InputError} For a workbook that is damaged, larger than 512 MB once unpacked, or without such a sheet, and a
 *   sheet without rows.
 */
export async function excelRows(
  who: string,
  path: string,
  { sheet, header = true }: { readonly sheet?: string; readonly header?: boolean },
  task: Task,
): Promise<SheetTable> {
  const entries = await zipEntries(who, path);
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > MOST_BYTES) {
    throw new InputError(
      `${who}: "${path}" unpacks to ${formatNumber(bytes / 1e6, { digits: 0 })} MB; at most ${MOST_BYTES / 1024 / 1024} MB are read. Save the sheet as CSV.`,
      { file: path },
    );
  }
  const { default: readWorkbook } = await import('read-excel-file/node');
  let sheets: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    sheets = await readWorkbook(path);
  } catch {
    throw new InputError(
      `${who}: "${path}" is no Excel workbook that can be read, or it is damaged. Save it anew.`,
      {
        file: path,
      },
    );
  }
  const names = sheets.map((each) => each.sheet);
  const wanted = sheet === undefined || sheet === '' ? names[0] : sheet;
  const found = sheets.find((each) => each.sheet === wanted);
  if (found === undefined) throw unknownName(`${who}: "${path}"`, 'sheet', wanted ?? '', names);
  if (wanted !== sheet && names.length > 1) {
    task.warn(
      `"${path}" has ${names.length} sheets; "${wanted}" is read. Name another: sheet: "${names[1]}".`,
    );
  }
  return sheetTable(who, path, found.data, { sheet: wanted!, header });
}
