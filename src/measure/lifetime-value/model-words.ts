import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import type { LikelihoodFit } from '../../stats/optimise/maximum-likelihood.js';
import type { PurchaseProcess } from '../../stats/purchase-models/purchase-process.js';
import type { FittedParameter } from './fitted-parameters.js';

const FEW = 30; // repeat buyers

interface Facts {
  readonly name: string;
  readonly parameters: readonly FittedParameter[];
  readonly logLikelihood: number;
  readonly customers: number;
  readonly repeatBuyers: number;
  readonly histories: number;
  readonly unit: string;
  readonly converged: boolean;
  readonly confidence: number;
  readonly process: PurchaseProcess;
}

/** What to know or to do about a fitted model of purchases; empty where nothing is odd. */
export function purchaseAdvice(
  { name, customers, repeatBuyers, converged, process }: Facts,
  runaways: LikelihoodFit['runaways'],
): string {
  const who = `${formatNumber(repeatBuyers)} of ${counted(customers, 'customer')}`;
  if (repeatBuyers === 0) {
    return `${name} did not converge: none of ${counted(customers, 'customer')} bought again, so nothing is known about how often they buy or when they leave. Observe them longer, or take a period with repeat purchases.`;
  }
  const few =
    repeatBuyers < FEW
      ? `Only ${who} bought again: ${name} can tell little from that. Observe them longer, or fit all segments together.`
      : '';
  if (converged) return few;
  const ran = runaways
    .map(({ parameter, sign }) => `${process.parameters[parameter]} runs to ${sign > 0 ? 'infinity' : '0'}`)
    .join(', ');
  const reasons = [pairInWords(runaways, [0, 1], BUYING), pairInWords(runaways, [2, 3], LEAVING)].filter(
    (reason) => reason !== undefined,
  );
  const why =
    reasons.length === 0 ? 'No peak of the likelihood was found.' : `${reasons.join('; ')} (${ran}).`;
  return [
    `${name} did not converge. ${why}`,
    few === ''
      ? 'Try a longer period of observation, more customers, or another model, and do not use the predictions.'
      : few,
  ].join(' ');
}

const BUYING = {
  alike: 'Customers look as if they all bought equally often',
  unlike: 'Customers look as if some bought all the time and the others never',
  little: 'Too few customers bought again to tell how often they buy',
  much: 'Purchases follow one another too closely to tell how often customers buy',
};
const LEAVING = {
  alike: 'Customers look as if they all left equally soon',
  unlike: 'Customers look as if some left at once and the others never',
  little: 'The histories show nobody who left: purchases go on as far as one can see',
  much: 'The histories show nobody who stayed',
};

/** What it means where one or both parameters of a pair run away. */
function pairInWords(
  runaways: LikelihoodFit['runaways'],
  pair: readonly [number, number],
  words: typeof BUYING,
): string | undefined {
  const [top, bottom] = pair.map(
    (position) => runaways.find(({ parameter }) => parameter === position)?.sign ?? 0,
  );
  if (top === 0 && bottom === 0) return undefined;
  if (top === bottom) return top > 0 ? words.alike : words.unlike;
  return top - bottom < 0 ? words.little : words.much;
}

/** A fitted model as a table of its parameters. */
export function modelContent(facts: Facts & { readonly advice: string }): TableContent {
  const { parameters, confidence, customers, repeatBuyers, histories, logLikelihood, unit, advice } = facts;
  const time = facts.process.discrete ? 'Time in opportunities to buy' : `Time in ${unit}`;
  return parameterContent(
    `${facts.name}: how customers buy until they leave`,
    parameters,
    confidence,
    `${counted(customers, 'customer')} with ${counted(histories, 'different history', 'different histories')}, ${formatNumber(repeatBuyers)} of them with a repeat purchase. ${time}. Log-likelihood ${formatNumber(logLikelihood, { digits: 2 })}.${advice === '' ? '' : ` ${advice}`}`,
  );
}

/** Parameters with intervals. */
export function parameterContent(
  caption: string,
  parameters: readonly FittedParameter[],
  confidence: number,
  note: string,
): TableContent {
  const ends = ({ interval }: FittedParameter): TableCell =>
    interval === undefined
      ? null
      : `${formatNumber(interval.low, { digits: 3 })}\u00a0to\u00a0${formatNumber(interval.high, { digits: 3 })}`;
  return {
    kind: 'table',
    caption,
    columns: [
      { name: 'parameter', title: 'Parameter' },
      { name: 'value', title: 'Value', align: 'right', format: { digits: 3 } },
      { name: 'standardError', title: 'Standard error', align: 'right', format: { digits: 3 } },
      {
        name: 'interval',
        title: `${formatNumber(confidence, { style: 'percent' })} interval`,
        align: 'right',
      },
      { name: 'meaning', title: 'What it says' },
    ],
    rows: parameters.map((parameter): TableCell[] => [
      parameter.name,
      parameter.value,
      parameter.standardError ?? null,
      ends(parameter),
      parameter.meaning,
    ]),
    totalRows: parameters.length,
    note,
  };
}
