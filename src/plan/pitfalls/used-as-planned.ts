import type { ColumnInfo } from '../../core/column.js';
import type { Finding } from '../../core/finding.js';
import { BASES, type BasisKey } from '../bases.js';
import type { Plan } from '../plan.js';
import type { PitfallCheck } from './plan-results.js';

/** Whether segments were made of what the plan declares, and of nothing else. */
export const basesAsPlanned: PitfallCheck = {
  key: 'S1',
  title: 'bases as declared',
  needs: 'segmentation and columns',
  look: (plan, { segmentation, columns }) => {
    if (segmentation === undefined || columns === undefined) return undefined;
    const used = byBasis(segmentation.origin.columns, columns);
    return [
      ...[...used].flatMap(([basis, names]) => undeclared(plan, basis, names)),
      ...unused(plan.bases, used, 'basis', 'Segments were made without it: add its columns, or say why not.'),
    ];
  },
};

/** Whether segments were described with what the plan declares. */
export const descriptorsAsPlanned: PitfallCheck = {
  key: 'S1',
  title: 'descriptors as declared',
  needs: 'profile',
  look: (plan, { profile }) => {
    if (profile === undefined) return undefined;
    const infos = [...profile.numbers, ...profile.categories].map(({ name, info }) => [name, info] as const);
    const shown = byBasis(
      infos.map(([name]) => name),
      Object.fromEntries(infos),
    );
    return unused(
      plan.descriptors,
      shown,
      'descriptor',
      'The profile has no column of it: add one, or say why not.',
    );
  },
};

function undeclared(plan: Plan, basis: BasisKey | undefined, names: readonly string[]): Finding[] {
  const list = names.join(', ');
  if (basis === undefined) {
    return [
      {
        key: 'S1',
        severity: 'note',
        sentence: `The basis of ${list} is not stated, so that it cannot be compared with the plan.`,
        evidence: { columns: list },
        wayOut: 'State the basis of the columns with describe.',
      },
    ];
  }
  if (plan.bases.includes(basis)) return [];
  const words = `${basis} (${BASES[basis]})`;
  const evidence = { basis, columns: list, declared: plan.bases.join(', ') };
  if (plan.descriptors.includes(basis)) {
    return [
      {
        key: 'S1',
        severity: 'error',
        sentence: `Segments were made of ${list}, of ${words}, which the plan declares as a descriptor: that they differ in it is no news.`,
        evidence,
        wayOut: `Take ${list} out of the segmentation, or out of what is told about the segments.`,
      },
    ];
  }
  return [
    {
      key: 'S1',
      severity: 'warning',
      sentence: `Segments were made of ${list}, of ${words}, which the plan does not declare.`,
      evidence,
      wayOut: `Take ${list} out, or say that the plan was changed after looking, and why.`,
    },
  ];
}

function unused(
  declared: readonly BasisKey[],
  used: ReadonlyMap<BasisKey | undefined, readonly string[]>,
  what: string,
  wayOut: string,
): Finding[] {
  if (used.size === 1 && used.has(undefined)) return []; // nothing is known of any column
  return declared
    .filter((basis) => !used.has(basis))
    .map((basis) => ({
      key: 'S1',
      severity: 'note',
      sentence: `The plan declares the ${what} ${basis} (${BASES[basis]}); no column of it was used.`,
      evidence: { basis },
      wayOut,
    }));
}

function byBasis(names: readonly string[], infos: Readonly<Record<string, ColumnInfo>>) {
  const found = new Map<BasisKey | undefined, string[]>();
  for (const name of names) {
    const basis = Object.hasOwn(infos, name) ? infos[name].basis : undefined;
    found.set(basis, [...(found.get(basis) ?? []), name]);
  }
  return found;
}
