import type { NamedType, Stage } from '../cluster/scoring/scorer.js';
import type { Step } from '../core/step.js';
import { call, column } from '../engine/plan/expression.js';
import { encodingStage } from '../prepare/encoding-stage.js';
import type { FittedColumn } from '../prepare/fit-column.js';

/** Columns of customers as numbers: as they are, or by an encoding. Texts that are not encoded stay texts. */
export function firstStage(types: readonly NamedType[], encoded?: readonly FittedColumn[]): Stage {
  if (encoded === undefined) {
    return {
      names: unused(
        types.map(({ name }) => name),
        'number',
        [],
      ),
      values: types.map(({ name, type }) =>
        type === 'text' ? column(name) : call('toNumber', column(name)),
      ),
    };
  }
  return {
    names: unused(
      encoded.flatMap(({ names }) => names),
      'number',
      [],
    ),
    values: encoded.flatMap((each, j) => encodingStage(each, column(each.name), types[j].type)),
  };
}

/** What a step makes of the last of some stages; more than one stage where it has layers. */
export function stepStages(step: Step, before: readonly Stage[]): Stage[] {
  const made: Stage[] = [];
  step.stages.forEach((stage, i) => {
    const all = [...before, ...made];
    const values = stage(all[all.length - 1].names.map(column));
    const last = i === step.stages.length - 1;
    const wanted = last ? step.columnsOut : values.map((_, j) => `layer ${i + 1}, ${j + 1}`);
    made.push({ names: unused(wanted, step.kind, all), values });
  });
  return made;
}

/** Names of a stage, with what made it behind, that no stage before has. */
function unused(wanted: readonly string[], kind: string, before: readonly Stage[]): string[] {
  const taken = new Set(before.flatMap(({ names }) => names));
  return wanted.map((name) => {
    let free = `${name} (${kind})`;
    for (let i = 2; taken.has(free); i++) free = `${name} (${kind} ${i})`;
    taken.add(free);
    return free;
  });
}
