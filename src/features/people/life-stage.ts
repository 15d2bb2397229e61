import { InputError } from '../../core/input-error.js';
import { call, type Expression } from '../../engine/plan/expression.js';
import { type Feature, rowFeature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';
import { MISSING_TEXT } from '../missing-value.js';
import { type RowOperand, rowValue } from '../row-value.js';
import { hasPartner, type PartnerColumn } from './has-partner.js';

/** Who is in a stage of life: all conditions that are given hold. */
export interface LifeStageRule<Stage extends string = string> {
  readonly stage: Stage;
  /** Age in years, this one or more. */
  readonly from?: number;
  /** Age in years, less than this. */
  readonly below?: number;
  /** Whether there are children in the household. */
  readonly children?: boolean;
  /** Whether there is a partner. */
  readonly partner?: boolean;
  /** Age of the youngest child in years, less than this. */
  readonly youngestBelow?: number;
}

/**
 * Stages of life by age, children and partner, a simple form of the family life cycle; the ages are a choice.
 * Source: Wells and Gubar, "Life cycle concept in marketing research", J. Marketing Research 3 (1966) 355-363.
 */
export const LIFE_STAGES = [
  { stage: 'single parent', children: true, partner: false },
  { stage: 'young family', children: true, below: 40 },
  { stage: 'older family', children: true },
  { stage: 'young single', below: 35, partner: false },
  { stage: 'young couple', below: 35, partner: true },
  { stage: 'middle-aged single', below: 65, partner: false },
  { stage: 'middle-aged couple', below: 65, partner: true },
  { stage: 'older single', from: 65, partner: false },
  { stage: 'older couple', from: 65, partner: true },
] as const satisfies readonly LifeStageRule[];

/** Where age, children and partner stand. */
export interface LifeStageParts<Name extends string> extends FeatureName<Name> {
  /** Age in years. */
  readonly age: RowOperand;
  /** Number of children in the household, or whether there are any. */
  readonly children?: RowOperand;
  readonly partner?: PartnerColumn;
  /** Age of the youngest child. */
  readonly youngestChild?: RowOperand;
}

/**
 * Stage of life: that of the first rule all of whose conditions hold. A condition on something missing does not hold,
 * so a customer whose age, children or partner is not known may have no stage: it is missing.
 *
 * @param rules - In order; default `LIFE_STAGES`.
 * @throws {InputError} For a rule on a column that is not given.
 *
 * @example
 * lifeStage({ age: ageYears('born'), children: 'children', partner: 'partner' }).info.basis; // 'B1'
 */
export function lifeStage<const Name extends string = 'lifeStage', const Stage extends string = string>(
  parts: LifeStageParts<Name>,
  rules: readonly LifeStageRule<Stage>[] = LIFE_STAGES as unknown as readonly LifeStageRule<Stage>[],
): Feature<Name, Stage | null> {
  if (rules.length === 0) throw new InputError('lifeStage: there are no rules.');
  const conditions = rules.map((rule) => condition(rule, parts));
  const value = rules.reduceRight<Expression>(
    (others, { stage }, i) => call('choose', conditions[i], stage, others),
    MISSING_TEXT,
  );
  const stages = [...new Set(rules.map(({ stage }) => stage))].join(', ');
  return rowFeature(
    parts.name ?? ('lifeStage' as Name),
    { basis: 'B1', meaning: `Stage of life, the first that fits of: ${stages}.` },
    value,
  );
}

function condition(rule: LifeStageRule, parts: LifeStageParts<string>): Expression {
  const { stage, from, below, children, partner, youngestBelow } = rule;
  const needed = <Part>(part: Part | undefined, what: string): Part => {
    if (part !== undefined) return part;
    throw new InputError(
      `lifeStage: the rule of "${stage}" needs ${what}, which is not given. Name its column, or give rules that do not ask.`,
    );
  };
  const number = (of: RowOperand) => rowValue('lifeStage', of);
  const is = (test: Expression, wanted: boolean) => (wanted ? test : call('not', test));
  const conditions: Expression[] = [];
  if (from !== undefined) conditions.push(call('atMost', from, number(parts.age)));
  if (below !== undefined) conditions.push(call('less', number(parts.age), below));
  if (children !== undefined) {
    const count = call('toNumber', number(needed(parts.children, 'children')));
    conditions.push(is(call('less', 0, count), children));
  }
  if (partner !== undefined) {
    const has = hasPartner('lifeStage', needed(parts.partner, 'partner'));
    conditions.push(is(call('less', 0, has), partner));
  }
  if (youngestBelow !== undefined) {
    conditions.push(call('less', number(needed(parts.youngestChild, 'youngestChild')), youngestBelow));
  }
  if (conditions.length === 0) return call('equal', 0, 0);
  return conditions.length === 1 ? conditions[0] : call('and', ...conditions);
}
