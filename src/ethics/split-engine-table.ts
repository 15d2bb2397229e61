import { InputError } from '../core/input-error.js';
import type { Purpose } from '../core/purpose.js';
import { type Table, tableOf } from '../core/table.js';
import type { Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import type { EngineTable } from '../engine/engine-table.js';
import { aggregate, call, column, type Expression } from '../engine/plan/expression.js';
import { derive, filter, group, type Relation, scan } from '../engine/plan/relation.js';
import { NUMERIC } from '../engine/plan/value-type.js';
import { type RunPlan, withPlanRunner } from '../engine/plan-runner.js';
import {
  type ColumnSides,
  type Counts,
  compareSides,
  type LeftOutDifference,
  type Moments,
} from './compare-left-out.js';
import { type Consent, type ConsentAnswers, consentColumns, readConsent } from './consent.js';
import { neededConsent, nobodyAgreed, type SplitCustomers } from './split-table.js';

const WHO = 'forPurpose';

/** The split of a table that stays in its place, and who agreed; `undefined` for everyone. */
export async function splitEngineTable(
  table: EngineTable,
  purpose: Purpose,
  { consent, minimum = 10 }: { readonly consent: Consent; readonly minimum?: number },
  compared: readonly string[],
  task: Task,
): Promise<SplitCustomers & { readonly agreed: Expression | undefined }> {
  const asked = [...new Set(consentColumns(consent))];
  checkAnswers(table, consent, asked);
  const names = [...new Set([...asked, ...compared])];
  const read = names.length === 0 ? [...table.columns.keys()].slice(0, 1) : names;
  const rows = scan('rows', new Map(read.map((name) => [name, table.columns.get(name)!])));
  return withPlanRunner(WHO, { rows: table }, {}, task, async (run) => {
    const counts = await run(group(WHO, rows, asked, { '@rows': aggregate('count') }), {
      columns: [...asked, '@rows'],
      orderBy: [],
    });
    const sizes = counts.at(-1)!.values as number[];
    const said = tableOf({
      '@rows': sizes,
      ...Object.fromEntries(asked.map((name, j) => [name, counts[j].values])),
    }) as unknown as Table;
    const { answers, unknownWords } = neededConsent(said, consent, purpose);
    const analysis = readConsent(WHO, said, consent, 'analysis')?.answers;
    const sizeOf = (test: (place: number) => boolean) =>
      sizes.reduce((sum, size, place) => sum + (test(place) ? size : 0), 0);
    const given = sizeOf(() => true);
    const kept = sizeOf((place) => answers[place] === 'agreed');
    if (kept === 0) throw nobodyAgreed(given, purpose);
    const agreed = agreedTo(said, consent, purpose, answers);
    const open = analysis === undefined ? undefined : agreedTo(said, consent, 'analysis', analysis);
    const seen = open === undefined ? rows : filter(WHO, rows, open);
    return {
      agreed,
      unknownWords,
      differences:
        agreed === undefined || kept === given
          ? []
          : await differencesOf(seen, agreed, compared, minimum, run),
      customers: {
        given,
        kept,
        refused: sizeOf((place) => answers[place] === 'refused'),
        unknown: sizeOf((place) => answers[place] === 'unknown'),
        notCompared: sizeOf(
          (place) => answers[place] !== 'agreed' && analysis !== undefined && analysis[place] !== 'agreed',
        ),
      },
    };
  });
}

/** Answers are true and false, or texts. */
function checkAnswers(table: EngineTable, consent: Consent, asked: readonly string[]): void {
  checkKnown(WHO, 'column', asked, [...table.columns.keys()]);
  const needed = 'list' in consent ? 'text' : 'boolean';
  for (const name of asked) {
    const type = table.columns.get(name);
    if (type === needed) continue;
    const what = needed === 'text' ? 'lists of purposes' : 'true and false';
    throw new InputError(`${WHO}: column "${name}" holds values of type ${type}, not ${what}.`, {
      column: name,
    });
  }
}

/** Who agreed, as an expression on the columns of the table; `undefined` for everyone. */
function agreedTo(
  said: Table,
  consent: Consent,
  purpose: Purpose,
  answers: ConsentAnswers['answers'],
): Expression | undefined {
  if ('everyone' in consent) return undefined;
  if ('columns' in consent) return call('equal', column(consent.columns[purpose]!), true);
  const texts = said.array(consent.list).filter((_, place) => answers[place] === 'agreed') as string[];
  if (texts.length === 0) return { kind: 'constant', value: false };
  return call('oneOf', column(consent.list), ...texts);
}

async function differencesOf(
  rows: Relation,
  agreed: Expression,
  compared: readonly string[],
  minimum: number,
  run: RunPlan,
): Promise<LeftOutDifference[]> {
  const sided = derive(WHO, rows, { '@kept': call('choose', agreed, 1, 0) });
  const found: LeftOutDifference[] = [];
  for (const name of compared) {
    const type = rows.columns.get(name)!;
    const sides = NUMERIC.includes(type)
      ? await meanSides(sided, name, run)
      : type === 'text' || type === 'boolean'
        ? await countSides(sided, name, type, run)
        : undefined;
    if (sides !== undefined) found.push(...compareSides(name, sides, minimum));
  }
  return found;
}

async function meanSides(rows: Relation, name: string, run: RunPlan): Promise<ColumnSides> {
  const x = column(name);
  const plan = group(WHO, rows, ['@kept'], {
    '@count': aggregate('count', [x]),
    '@sum': aggregate('sum', [x]),
    '@deviation': aggregate('deviation', [x]),
  });
  const [kept, count, sum, deviation] = await run(plan, {
    columns: ['@kept', '@count', '@sum', '@deviation'],
    orderBy: ['@kept'],
  });
  const side = (wanted: number): Moments => {
    const place = kept.values.indexOf(wanted);
    const n = place < 0 ? 0 : (count.values[place] as number);
    if (n === 0) return { n, mean: 0, variance: 0 };
    const spread = (deviation.values[place] as number | null) ?? 0;
    return { n, mean: (sum.values[place] as number) / n, variance: spread ** 2 };
  };
  return { kind: 'mean', kept: side(1), leftOut: side(0) };
}

async function countSides(
  rows: Relation,
  name: string,
  type: 'text' | 'boolean',
  run: RunPlan,
): Promise<ColumnSides | undefined> {
  const x = column(name);
  const missing = call('isMissing', x);
  const empty = type === 'text' ? call('or', missing, call('equal', x, '')) : missing;
  const filled = filter(WHO, rows, call('not', empty));
  const size = group(WHO, filled, [], {
    '@count': aggregate('count'),
    '@values': aggregate('countDistinct', [x]),
  });
  const [count, values] = await run(size, { columns: ['@count', '@values'], orderBy: [] });
  if ((values.values[0] as number) > (count.values[0] as number) / 2 && type === 'text') return undefined; // names
  const plan = group(WHO, filled, ['@kept', name], { '@rows': aggregate('count') });
  const [kept, each, sizes] = await run(plan, { columns: ['@kept', name, '@rows'], orderBy: [] });
  const side = (wanted: number): Counts =>
    new Map(
      each.values.flatMap((value, i): [unknown, number][] =>
        kept.values[i] === wanted ? [[value, sizes.values[i] as number]] : [],
      ),
    );
  return { kind: type === 'boolean' ? 'truth' : 'categories', kept: side(1), leftOut: side(0) };
}
