import { formatNumber } from '../../core/format.js';
import { counted } from '../../display/counted.js';
import { detectableEffect, detectableShare } from '../../stats/experiments/detectable-difference.js';
import { proportionSampleSize } from '../../stats/experiments/proportion-sample-size.js';
import { tTestSampleSize } from '../../stats/experiments/t-test-sample-size.js';
import { effectInWords, effectNumber, named, pOf, relativeInWords } from './effect-words.js';
import type { Experiment, ExperimentEffect, ExperimentVerdict } from './experiment-result.js';

/** All that is known before the verdict. */
export type ExperimentFacts = Omit<Experiment, 'verdict' | symbol>;

const LEVEL = 0.05;

/**
 * What to make of an experiment, by rules on its numbers.
 *
 * @param isTrusted - Whether the arms are as planned.
 * @param goesOn - Whether results may be looked at again.
 */
export function experimentVerdict(
  facts: ExperimentFacts,
  isTrusted: boolean,
  goesOn: boolean,
): ExperimentVerdict {
  const first = facts.effects.filter(({ outcome }) => outcome === facts.effects[0].outcome);
  if (!isTrusted) return untrusted(facts, first);
  const wins = first.filter(({ corrected, decisive }) => corrected < LEVEL && decisive.absolute.value > 0);
  const best = wins.reduce<ExperimentEffect | undefined>(
    (most, each) =>
      most === undefined || each.decisive.absolute.value > most.decisive.absolute.value ? each : most,
    undefined,
  );
  const losses = first.filter(({ corrected, decisive }) => corrected < LEVEL && decisive.absolute.value < 0);
  const broken = facts.guardrails.filter(
    ({ arm, state }) => state === 'broken' && (best === undefined || arm === best.arm),
  );
  const decision =
    best !== undefined
      ? broken.length > 0
        ? 'win with a loss'
        : 'win'
      : losses.length > 0
        ? 'loss'
        : 'not clear';
  return {
    arm: best?.arm,
    decision,
    weKnow: knownOf(facts),
    weDoNotKnow: unknownOf(facts, first),
    next: nextOf(facts, first, best, decision, goesOn),
  };
}

function untrusted(facts: ExperimentFacts, first: readonly ExperimentEffect[]): ExperimentVerdict {
  const { sampleRatio, balance, arms } = facts;
  const sizes = arms.map(({ arm, n }) => `${named(arm)} ${formatNumber(n)}`).join(', ');
  const isRatio = sampleRatio !== undefined && sampleRatio.p < 0.001;
  return {
    arm: undefined,
    decision: 'not to be trusted',
    weKnow: [
      isRatio
        ? `The arms do not have the sizes that were planned (${sizes}; chi-squared ${formatNumber(sampleRatio.statistic)}, ${pOf(sampleRatio.p)}): customers are missing from an arm, or the lot was not drawn as planned.`
        : `The arms did not fall evenly over the segments (${pOf(balance!.p)}): the lot was not drawn as planned, or segments were made after the treatment.`,
    ],
    weDoNotKnow: [
      `Whether ${first.map(({ arm }) => named(arm)).join(' or ')} did anything: every effect may come from who is missing.`,
    ],
    next: ['Find out who is missing and why before any effect is read; then repeat the experiment.'],
  };
}

function knownOf({ effects, bySegment, guardrails, sampleRatio, refutations }: ExperimentFacts): string[] {
  const said: string[] = [];
  if (sampleRatio !== undefined)
    said.push(`The arms have the sizes that were planned (${pOf(sampleRatio.p)}).`);
  for (const { arm, outcome, kind, decisive, corrected } of effects.filter(
    (each) => each.corrected < LEVEL,
  )) {
    const relative =
      decisive.relative === undefined ? '' : `, ${relativeInWords(decisive.relative)} of the control group`;
    said.push(
      `${named(arm)} ${decisive.absolute.value > 0 ? 'raised' : 'lowered'} ${named(outcome)}: ${effectInWords(decisive.absolute, kind)}${relative} (${pOf(corrected)}, corrected for ${counted(effects.length, 'comparison')}).`,
    );
  }
  for (const { arm, kind, segments, interaction } of bySegment) {
    const sure = segments.filter(({ corrected }) => corrected !== undefined && corrected < LEVEL);
    if (sure.length > 0) {
      const list = sure
        .map(({ name, absolute }) => `${named(name)}, ${effectInWords(absolute!, kind)}`)
        .join('; ');
      said.push(`${named(arm)} surely moved ${counted(sure.length, 'segment')}: ${list}.`);
    }
    if (interaction !== undefined && interaction.p < LEVEL) {
      said.push(
        `Segments react to ${named(arm)} in unlike ways (Q = ${formatNumber(interaction.q)}, ${pOf(interaction.p)}).`,
      );
    }
  }
  for (const { guardrail, arm, absolute, state, harm } of guardrails) {
    if (state === 'open') continue;
    const size = effectNumber(absolute.value, guardrailKind(absolute.method));
    said.push(
      state === 'broken'
        ? `${named(arm)} did harm: ${named(guardrail)} went ${harm === 'more' ? 'up' : 'down'} (${size}).`
        : `${named(guardrail)} under ${named(arm)} stays within what is accepted (${size}).`,
    );
  }
  for (const { arm, findings } of refutations) {
    for (const finding of findings.filter((each) => each.startsWith('Survived')))
      said.push(`${named(arm)}: ${finding}`);
  }
  return said.length === 0 ? ['Nothing that is more than chance.'] : said;
}

/** What a guardrail's interval says of its unit. */
export function guardrailKind(method: string): ExperimentEffect['kind'] {
  return method.startsWith('Newcombe') ? 'yes or no' : 'number';
}

function unknownOf(facts: ExperimentFacts, first: readonly ExperimentEffect[]): string[] {
  const { effects, bySegment, guardrails, refutations, confidence } = facts;
  const percent = formatNumber(confidence, { style: 'percent' });
  const said: string[] = [];
  for (const { arm, outcome, kind, decisive } of effects.filter((each) => each.corrected >= LEVEL)) {
    const { low, high } = decisive.absolute;
    said.push(
      `Whether ${named(arm)} moved ${named(outcome)}: anything from ${effectNumber(low, kind)} to ${effectNumber(high, kind)}${kind === 'yes or no' ? ' points' : ''} fits the data (${percent}).`,
    );
  }
  for (const { arm, interaction, segments, kind } of bySegment) {
    const missing = segments.filter(({ absolute }) => absolute === undefined).map(({ name }) => named(name));
    if (missing.length > 0) said.push(`What ${named(arm)} did to ${missing.join(', ')}: too few customers.`);
    if (interaction !== undefined && interaction.p >= LEVEL) {
      const unit = kind === 'yes or no' ? ' points' : '';
      const most = effectNumber(interaction.spread.high, kind).replace('+', '');
      said.push(
        `Whether segments react to ${named(arm)} in unlike ways (${pOf(interaction.p)}): effects that differ by a standard deviation of ${most}${unit} are not excluded.`,
      );
    }
  }
  for (const { guardrail, arm, absolute, harm } of guardrails.filter(({ state }) => state === 'open')) {
    const kind = guardrailKind(absolute.method);
    const worst = harm === 'more' ? absolute.high : absolute.low;
    said.push(
      `Whether ${named(arm)} harmed ${named(guardrail)}: a change of ${effectNumber(worst, kind)}${kind === 'yes or no' ? ' points' : ''} is not excluded.`,
    );
  }
  for (const { arm, findings } of refutations) {
    if (!first.some((each) => each.arm === arm && each.corrected < LEVEL)) continue;
    for (const finding of findings.filter((each) => each.startsWith('Not survived')))
      said.push(`${named(arm)}: ${finding}`);
  }
  said.push('What happens after the time that was measured, and with customers who took no part.');
  return said;
}

function nextOf(
  { guardrails, bySegment, confidence }: ExperimentFacts,
  first: readonly ExperimentEffect[],
  best: ExperimentEffect | undefined,
  decision: ExperimentVerdict['decision'],
  goesOn: boolean,
): string[] {
  if (decision === 'win with a loss') {
    const list = guardrails
      .filter(({ state, arm }) => state === 'broken' && arm === best?.arm)
      .map(({ guardrail }) => named(guardrail));
    return [
      `Do not roll out ${named(best!.arm)} as it is: mend what harmed ${list.join(', ')}, and test again.`,
    ];
  }
  if (decision === 'win') {
    const open = guardrails
      .filter(({ state, arm }) => state === 'open' && arm === best?.arm)
      .map(({ guardrail }) => named(guardrail));
    const unlike = bySegment.some(
      ({ arm, interaction }) => arm === best?.arm && (interaction?.p ?? 1) < LEVEL,
    );
    return [
      `Roll out ${named(best!.arm)}, and keep a small control group to see whether the effect lasts.`,
      ...(open.length > 0 ? [`Watch ${open.join(', ')}: harm is not excluded.`] : []),
      ...(unlike ? ['Send it to the segments that it moves; test something else for the others.'] : []),
    ];
  }
  if (decision === 'loss') return ['Stop: the control group did better.'];
  return [
    first.map((effect) => moreCustomers(effect, confidence)).join(' '),
    ...(goesOn ? ['Go on: looking again is allowed here.'] : []),
  ];
}

/** What this experiment could see, and what it would take to see the effect as large as it seems. */
function moreCustomers(effect: ExperimentEffect, confidence: number): string {
  const { arm, kind, treated, control, treatedMean, controlMean, decisive } = effect;
  const ratio = control / treated;
  const alpha = 1 - confidence;
  const { value, low, high } = decisive.absolute;
  const spread = (high - low) / 2;
  if (!(spread > 0)) return `${named(arm)}: nothing varied; measure something that does.`;
  if (kind === 'yes or no' && decisive.by === 'as measured' && controlMean > 0 && controlMean < 1) {
    const share = detectableShare({ control: controlMean, n: treated, ratio, alpha });
    const seen =
      share === undefined ? 'no effect at all' : `${effectNumber(share - controlMean, kind)} points`;
    const isPlannable = treatedMean > 0 && treatedMean < 1 && treatedMean !== controlMean;
    const more = isPlannable
      ? Math.ceil(proportionSampleSize({ control: controlMean, treated: treatedMean, ratio, alpha }))
      : undefined;
    return `${named(arm)}: with these customers ${seen} is found with a power of 80%${needed(more, treated)}.`;
  }
  // From the width of the interval, which knows what was taken off.
  const deviation = spread / 1.96 / Math.sqrt(1 / treated + 1 / control);
  const seen = detectableEffect({ n: treated, ratio, alpha }) * deviation;
  const isPlannable = Math.abs(value) / deviation > 1e-4;
  const more = isPlannable
    ? Math.ceil(tTestSampleSize({ effect: value / deviation, ratio, alpha }))
    : undefined;
  return `${named(arm)}: with these customers ${effectNumber(seen, kind)}${kind === 'yes or no' ? ' points' : ''} is found with a power of 80%${needed(more, treated)}.`;
}

function needed(more: number | undefined, now: number): string {
  if (more === undefined || more <= now) return '';
  return `; an effect as large as it seems needs ${formatNumber(more)} customers in the arm instead of ${formatNumber(now)}`;
}
