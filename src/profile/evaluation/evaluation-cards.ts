import { evidenceLines, isProven, type Sentence } from '../../core/evidence.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkKnown } from '../../core/unknown-name.js';
import { type Card, type CardSentence, type CardsContent, DISPLAY_KEY } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { segmentStyles } from '../../display/palette.js';
import { spokenPercent } from '../../display/spoken-format.js';
import type { Reachability } from '../../measure/usefulness/reachability.js';
import type { ResponseBySegment } from '../../measure/usefulness/response-by-segment.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import type { PersonaCards } from '../personas/persona-cards.js';
import type { Profile } from '../profile.js';
import { cardFacts } from './card-facts.js';
import { decisionSections } from './decision-sections.js';
import type { SegmentEvaluation } from './evaluate-segments.js';
import { factSource } from './facts.js';

/** What cards say beside the profile. What is not given is named as not measured. */
export interface EvaluationCardsOptions {
  readonly title?: string;
  /** Rank and reason. */
  readonly evaluation?: SegmentEvaluation;
  /** Number column of the profile that says what a customer is worth, for example `monetary`. */
  readonly value?: string;
  /** Who can be reached, by the name of the channel, for example `{ 'e-mail': reachability({ … }) }`. */
  readonly channels?: Readonly<Record<string, Reachability>>;
  /** How the segments responded to a treatment. */
  readonly response?: ResponseBySegment;
  /** What contacting one customer once costs, by channel, or on any channel. */
  readonly cost?: {
    readonly perContact: number | Readonly<Record<string, number>>;
    readonly currency: string;
  };
  /** The test that is planned. */
  readonly test?: {
    /** Share that converts without it; default that of the control group, where the response is yes or no. */
    readonly baseline?: number;
    /** Share of the segment that is held out, default a half. */
    readonly control?: number;
    /** Default 0.95 and 0.8. */
    readonly confidence?: number;
    readonly power?: number;
  };
}

const WHO = 'evaluationCards';

/**
 * A card for each segment with what a decision needs: size and value, the channel that reaches most of it, whether it
 * responds in its own way, what one contact with all of them costs, and the smallest effect that a test in this segment
 * alone could show. Every number quotes its result and is compared with it.
 *
 * Segments smaller than the profile's minimum show nothing but that.
 *
 * @throws {InputError} For results of other segments, an unknown or protected value column, a cost or share out of range.
 *
 * @example
 * const reached = reachability({ segmentation, reachable: segmentation.labels.map((s) => Number(s === 0)) });
 * evaluationCards(people, {
 *   value: 'monetary',
 *   channels: { 'e-mail': reached },
 *   cost: { perContact: 0.5, currency: 'EUR' },
 *   test: { baseline: 0.05 },
 * });
 */
export function evaluationCards(profile: Profile, options: EvaluationCardsOptions = {}): PersonaCards {
  check(profile, options);
  const styles = segmentStyles(profile.segments, profile.origin);
  const content: CardsContent = {
    kind: 'cards',
    title: options.title ?? 'What to decide, segment by segment',
    cards: profile.segments.map(({ key, name, size, share, masked }, s): Card => {
      const common = { key, name, color: styles[s].color };
      if (masked) {
        const subtitle = `fewer than ${profile.minimum} customers: too few to show`;
        return { ...common, subtitle, sections: [] };
      }
      const source = factSource('results', cardFacts(profile, s, options));
      const { sections, missing } = decisionSections(profile, s, options, source);
      const shown = (one: Sentence): CardSentence => ({
        text: one.text,
        evidence: evidenceLines(one),
        basis: one.basis,
        proven: isProven(one, source, { ...source, name: 'evaluation' }),
      });
      const unknown: CardSentence[] =
        missing.length === 0
          ? []
          : [{ text: `Not measured: ${missing.join(', ')}.`, evidence: [], basis: 'data', proven: true }];
      return {
        ...common,
        subtitle: `${counted(size, 'customer')}, ${formatNumber(share.value, spokenPercent(share.value))} of all`,
        subtitleEvidence: [
          `profile, ${key}, customers = ${formatNumber(size)} of ${formatNumber(profile.customers)}`,
        ],
        sections: [
          ...sections.map(({ heading, sentences }) => ({ heading, sentences: sentences.map(shown) })),
          { heading: 'What we do not know', sentences: unknown },
        ].filter(({ sentences }) => sentences.length > 0),
      };
    }),
  };
  return { content, [DISPLAY_KEY]: () => contentBundle(content) };
}

function check(profile: Profile, options: EvaluationCardsOptions): void {
  const { evaluation, value, channels = {}, response, cost, test = {} } = options;
  const keys = profile.segments.map(({ key }) => key);
  const results: [string, { readonly segments: readonly { readonly key: string }[] } | undefined][] = [
    ['evaluation', evaluation],
    ['response', response],
    ...Object.entries(channels).map(
      ([name, reach]) => [`channel "${name}"`, reach] as [string, Reachability],
    ),
  ];
  for (const [what, result] of results) {
    if (result === undefined) continue;
    const own = result.segments.map(({ key }) => key);
    if (own.length !== keys.length || own.some((key) => !keys.includes(key))) {
      throw new InputError(
        `${WHO}: the ${what} is of the segments ${own.join(', ')}, the profile of ${keys.join(', ')}. Give results of the same segments.`,
      );
    }
  }
  if (value !== undefined) {
    const open = profile.numbers.filter(({ info }) => info.role !== 'protected').map(({ name }) => name);
    checkKnown(WHO, 'number column', [value], open);
  }
  const costs = typeof cost?.perContact === 'object' ? cost.perContact : { any: cost?.perContact ?? 0 };
  if (typeof cost?.perContact === 'object')
    checkKnown(WHO, 'channel', Object.keys(costs), Object.keys(channels));
  for (const [channel, each] of Object.entries(costs)) {
    if (!(Number.isFinite(each) && each >= 0)) {
      throw new InputError(`${WHO}: a contact (${channel}) costs ${each}. It has to be a number from 0 on.`);
    }
  }
  const { baseline, control = 0.5, confidence = 0.95, power = 0.8 } = test;
  if (baseline !== undefined && !(baseline >= 0 && baseline < 1)) {
    throw new InputError(`${WHO}: baseline is ${baseline}. It is a share from 0 to below 1.`);
  }
  if (!(control > 0 && control < 1)) {
    throw new InputError(`${WHO}: control is ${control}. It is a share between 0 and 1.`);
  }
  checkConfidence(WHO, confidence);
  if (!(power >= 0.5 && power < 1)) {
    throw new InputError(`${WHO}: power is ${power}. It is a chance from 0.5 to below 1.`);
  }
}
