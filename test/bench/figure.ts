/** One line of a benchmark: ours beside the fastest peer in the same run. */
export interface Figure {
  readonly part: string;
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** Absent where no peer is there. */
  readonly peer?: number;
  readonly peerName?: string;
  /** What has to be reached. */
  readonly goal?: Goal;
}

/** At least so many times as fast as the peer, at most so much of the peer's, or at most so much at all. */
export type Goal =
  | { readonly timesAsFast: number }
  | { readonly timesThePeer: number }
  | { readonly atMost: number };

/** Ratio, goal and verdict in words. */
export function verdict({ ours, peer, unit, goal }: Figure): { ratio: string; goal: string; met: string } {
  if (goal === undefined)
    return { ratio: peer === undefined ? '' : (peer / ours).toFixed(2), goal: '', met: '' };
  if ('atMost' in goal) {
    return { ratio: '', goal: `≤ ${goal.atMost} ${unit}`, met: ours <= goal.atMost ? 'met' : 'missed' };
  }
  const words = 'timesAsFast' in goal ? `${goal.timesAsFast}x as fast` : `≤ ${goal.timesThePeer}x`;
  if (peer === undefined) return { ratio: '', goal: words, met: 'no peer' };
  const ratio = 'timesAsFast' in goal ? peer / ours : ours / peer;
  const met = 'timesAsFast' in goal ? ratio >= goal.timesAsFast : ratio <= goal.timesThePeer;
  return { ratio: ratio.toFixed(2), goal: words, met: met ? 'met' : 'missed' };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** Milliseconds of this process on all cores so far. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
