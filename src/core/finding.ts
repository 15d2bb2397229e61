/** A pitfall that was found in data or results. */
export interface Finding {
  /** Key of the pitfall, for example `P1`. */
  readonly key: string;
  readonly severity: 'note' | 'warning' | 'error';
  /** One plain sentence: what is wrong. */
  readonly sentence: string;
  /** The numbers behind the sentence. */
  readonly evidence: Readonly<Record<string, number | string>>;
  /** What to do about it. */
  readonly wayOut: string;
}
