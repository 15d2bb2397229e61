import { formatNumber } from '../../core/format.js';
import { evaluateExpression } from '../../engine/memory/evaluate-expression.js';
import { evaluatePlan } from '../../engine/memory/evaluate-plan.js';
import { readFrame } from '../../engine/memory/read-frame.js';
import { columnsIn } from '../../engine/plan/columns-in.js';
import type { Expression } from '../../engine/plan/expression.js';
import { derive, type Relation, scan } from '../../engine/plan/relation.js';
import type { Condition } from '../rules/condition.js';
import { conditionText } from '../rules/condition-text.js';
import type { RuleMode } from '../rules/rule-model.js';
import type { ThresholdNode } from '../trees/threshold-node.js';
import { OTHER } from './score-relation.js';
import { scoreFunction } from './score-script.js';
import type { Scorer } from './scorer.js';

/** Why a customer is in its segment. */
export interface Explanation {
  /** Key of the segment, or `other`. */
  readonly segment: string;
  readonly name: string;
  /** The second best segment; absent where there is none. */
  readonly second?: string;
  /** What speaks for the segment against the second best, most first: parts of the difference in cost, which add up. */
  readonly reasons: readonly { readonly column: string; readonly difference: number }[];
  /** The same in a sentence. */
  readonly because: string;
}

/** Explains where a customer is placed. */
export function explainCustomer(data: Scorer, customer: Readonly<Record<string, unknown>>): Explanation {
  const { segment, name } = scoreFunction(data)(customer);
  const { decision, segments, stages } = data;
  if (segment === OTHER) {
    const because = 'A column that the segments need is missing, or cannot be prepared.';
    return { segment, name, reasons: [], because };
  }
  if (segments.length === 1) return { segment, name, reasons: [], because: ALONE };
  if (decision.by === 'conditions' && data.model.kind !== 'tree') {
    return { segment, name, reasons: [], because: ruleOf(data, segment) };
  }
  const types = new Map(data.columns.map(({ name, type }) => [name, type]));
  const columns = data.columns.map(({ name, type }) => ({ name, type, values: [customer[name]] }));
  const rows = readFrame('explain', columns, 1);
  const staged = stages.reduce<Relation>(
    (from, { names, values }) =>
      derive('explain', from, Object.fromEntries(names.map((each, j) => [each, values[j]]))),
    scan('rows', types),
  );
  const frame = evaluatePlan(staged, { rows }, []);
  if (decision.by === 'conditions') {
    const { names } = stages[stages.length - 1];
    const values = names.map((each) => frame.columns.get(each)!.values[0] as number);
    return { segment, name, reasons: [], because: wayDown(data.model as unknown as TreeModel, values) };
  }
  const worth = (expression: Expression) => evaluateExpression(expression, frame).values[0];
  const own = segments.findIndex(({ key }) => key === segment);
  const costs = decision.costs.map(worth);
  const second = costs.reduce(
    (best, cost, s) => (s !== own && (best === -1 || cost < costs[best]) ? s : best),
    -1,
  );
  const nameOf = plainNames(data);
  if (costs.some((cost) => !Number.isFinite(cost))) {
    const far = columns.reduce((a, b) =>
      Math.abs(Number(b.values[0])) > Math.abs(Number(a.values[0])) ? b : a,
    );
    const because = `So far from all segments that they cannot be told apart: ${far.name} is ${formatNumber(Number(far.values[0]))}. The first that is as near is taken.`;
    return { segment, name, second: segments[second].key, reasons: [], because };
  }
  const difference = new Map<string, number>();
  const add = (terms: readonly Expression[], sign: number) => {
    for (const term of terms) {
      const used = [...columnsIn(term)];
      const key =
        used.length === 1 ? nameOf(used[0]) : used.length === 0 ? 'size of the segment' : 'columns together';
      difference.set(key, (difference.get(key) ?? 0) + sign * worth(term));
    }
  };
  add(termsOf(decision.costs[second]), 1);
  add(termsOf(decision.costs[own]), -1);
  const reasons = [...difference]
    .map(([column, value]) => ({ column, difference: value }))
    .sort((a, b) => b.difference - a.difference);
  const total = costs[second] - costs[own];
  const first = reasons[0];
  const share = total > 0 ? Math.min(first.difference / total, 1) : 0;
  const because =
    total > 0
      ? `Nearest to ${name}; next is ${segments[second].name}. What speaks most for it is ${first.column}, ${formatNumber(share, { style: 'percent' })} of the difference.`
      : `As near to ${segments[second].name} as to ${name}; of equal ones the first is taken.`;
  return { segment, name, second: segments[second].key, reasons, because };
}

/** What people call the columns of the last stage: one that is a column as it came has its name. */
function plainNames({ columns, stages }: Scorer): (name: string) => string {
  const { names, values } = stages[stages.length - 1];
  const known = new Set(columns.map(({ name }) => name));
  return (name) => {
    const value = values[names.indexOf(name)];
    const inner = value?.kind === 'call' && value.function === 'toNumber' ? value.args[0] : value;
    return inner?.kind === 'column' && known.has(inner.name) ? inner.name : name;
  };
}

const ALONE = 'There is one segment only.';

/** The condition that a customer meets, in words where it is that of a rule. */
function ruleOf({ model, segments }: Scorer, segment: string): string {
  if (model.kind !== 'rules') return 'It is the first segment whose condition holds.'; // a file may know other kinds
  const { conditions = [], mode } = model as { conditions?: readonly Condition[]; mode?: RuleMode };
  const rule = conditions[segments.findIndex(({ key }) => key === segment)];
  if (mode === 'partition') {
    return rule === undefined
      ? 'Not exactly one rule holds.'
      : `The only rule that holds: ${conditionText(rule)}.`;
  }
  return rule === undefined ? 'No rule holds.' : `The first rule that holds: ${conditionText(rule)}.`;
}

/** What a tree of questions remembers. */
interface TreeModel {
  readonly columns: readonly string[];
  readonly root: ThresholdNode;
}

/** The answers of a customer to the questions of a tree. */
function wayDown({ columns, root }: TreeModel, values: readonly number[]): string {
  const answers: string[] = [];
  let node: ThresholdNode | undefined = root;
  while (node !== undefined && !('segment' in node)) {
    const isUp: boolean = values[node.column] <= node.threshold;
    answers.push(`${columns[node.column]} ${isUp ? 'up to' : 'above'} ${formatNumber(node.threshold)}`);
    node = isUp ? node.left : node.right;
  }
  return `The questions of the tree lead there: ${answers.join(', ')}.`;
}

/** The terms of a sum. */
function termsOf(expression: Expression): Expression[] {
  if (expression.kind !== 'call' || expression.function !== 'add') return [expression];
  return expression.args.flatMap(termsOf);
}
