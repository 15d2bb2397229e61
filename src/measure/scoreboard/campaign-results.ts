import { compareText } from '../../core/compare-text.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { unknownName } from '../../core/unknown-name.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';

/** Conversion of one arm of a campaign in one segment. */
export interface ArmResult {
  readonly arm: string;
  /** Customers of the segment in this arm. */
  readonly n: number;
  /** Those who converted. */
  readonly converted: number;
  /** `undefined` when nobody is in the arm. */
  readonly rate: Estimate | undefined;
  /** Rate less that of the control group; `undefined` for the control itself and where either is empty. */
  readonly difference: Estimate | undefined;
}

/** Who was in which arm and converted, by position of the customer. */
export interface Campaign {
  /** The control first, then the others by code point. */
  readonly arms: readonly string[];
  /** Position of the arm of each customer, -1 for those who took no part. */
  readonly armOf: Int32Array;
  readonly converted: Uint8Array;
  /** Rows whose customer is not among those given: left out. */
  readonly rowsOutside: number;
}

/**
 * Reads a campaign.
 *
 * @param table - One row a customer: `customerId`, `arm`, `converted` (0 or 1, or false or true).
 * @param positionOf - Position of each customer that counts, by id.
 * @throws {InputError} For a missing column, a customer in two rows, an empty arm, `converted` that is neither, and a
 *   control that is no arm.
 */
export function readCampaign(
  table: Table,
  control: string,
  positionOf: ReadonlyMap<string, number>,
): Campaign {
  checkColumns('scoreboard', table, ['customerId', 'arm', 'converted']);
  const customerIds = table.array('customerId');
  const armNames = table.array('arm').map(toArm);
  const outcomes = table.array('converted').map(toOutcome);
  const distinct = [...new Set(armNames)].sort(compareText);
  if (!distinct.includes(control)) throw unknownName('scoreboard', 'arm', control, distinct);
  const arms = [control, ...distinct.filter((arm) => arm !== control)];

  const armOf = new Int32Array(positionOf.size).fill(-1);
  const converted = new Uint8Array(positionOf.size);
  let rowsOutside = 0;
  customerIds.forEach((value, row) => {
    const customer = String(value ?? '');
    const position = positionOf.get(customer);
    if (position === undefined) {
      rowsOutside++;
      return;
    }
    if (armOf[position] !== -1) {
      throw new InputError(
        `scoreboard: row ${row + 1} of the campaign, customer "${customer}" stands twice. One row a customer is needed.`,
        { column: 'customerId' },
      );
    }
    armOf[position] = arms.indexOf(armNames[row]);
    converted[position] = outcomes[row];
  });
  return { arms, armOf, converted, rowsOutside };
}

/** Conversion by arm among some customers, given by position. */
export function armResults(
  campaign: Campaign,
  customers: readonly number[],
  confidence: number,
): ArmResult[] {
  const n = campaign.arms.map(() => 0);
  const converted = campaign.arms.map(() => 0);
  for (const i of customers) {
    const arm = campaign.armOf[i];
    if (arm === -1) continue;
    n[arm]++;
    converted[arm] += campaign.converted[i];
  }
  return campaign.arms.map((arm, a) => ({
    arm,
    n: n[a],
    converted: converted[a],
    rate: n[a] === 0 ? undefined : wilsonInterval(converted[a], n[a], confidence),
    difference:
      a === 0 || n[a] === 0 || n[0] === 0
        ? undefined
        : newcombeInterval(converted[a], n[a], converted[0], n[0], confidence),
  }));
}

function toArm(value: unknown, row: number): string {
  if (value !== null && value !== undefined && value !== '') return String(value);
  throw new InputError(`scoreboard: row ${row + 1} of the campaign has no arm.`, { column: 'arm' });
}

function toOutcome(value: unknown, row: number): 0 | 1 {
  if (value === true || value === 1 || value === 1n) return 1;
  if (value === false || value === 0 || value === 0n) return 0;
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value ?? 'missing');
  throw new InputError(
    `scoreboard: row ${row + 1} of the campaign, column "converted" is ${shown}. It has to be 0 or 1.`,
    { column: 'converted' },
  );
}
