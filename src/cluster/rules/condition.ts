/**
 * A condition on the columns of a row as data: JSON can hold it, and it means the same in memory, as SQL and as a plain
 * function. All entries hold together: `{ recencyDays: { below: 90 }, country: { oneOf: ['DE', 'FR'] } }`. A comparison with
 * a missing value does not hold; `{ missing: true }` asks for it. `any`, `all` and `not` combine conditions, so no column can
 * be called like that; `not` holds wherever its condition does not, missing values included.
 */
export type Condition<Row extends object = Record<string, unknown>> = string extends keyof Row
  ? AnyCondition
  : { readonly [Name in keyof Row & string]?: ColumnTest<Row[Name]> } & {
      /** At least one of them holds. */
      readonly any?: readonly Condition<Row>[];
      /** Each of them holds. */
      readonly all?: readonly Condition<Row>[];
      /** It does not hold. */
      readonly not?: Condition<Row>;
    };

/** A condition on columns that are not known to the types. */
export interface AnyCondition {
  readonly [name: string]: ColumnTest<unknown> | AnyCondition | readonly AnyCondition[] | undefined;
}

/** What is asked of a column: a value that it is, or tests that hold together. */
export type ColumnTest<Value> = unknown extends Value
  ? number | string | boolean | NumberTest | ValueTest<number | string | boolean>
  : [NonNullable<Value>] extends [number | bigint]
    ? number | NumberTest
    : [NonNullable<Value>] extends [string]
      ? NonNullable<Value> | ValueTest<NonNullable<Value>>
      : [NonNullable<Value>] extends [boolean]
        ? boolean | ValueTest<boolean>
        : never;

/** What is asked of any value. */
export interface ValueTest<Value> {
  readonly is?: Value;
  readonly oneOf?: readonly Value[];
  /** Whether it is missing: empty, `null` or `NaN`. */
  readonly missing?: boolean;
}

/** What is asked of a number. */
export interface NumberTest extends ValueTest<number> {
  readonly above?: number;
  /** This or more. */
  readonly atLeast?: number;
  /** The same as `atLeast`, to be read with `to`. */
  readonly from?: number;
  readonly below?: number;
  /** This or less. */
  readonly atMost?: number;
  /** The same as `atMost`, to be read with `from`. */
  readonly to?: number;
}
