/** What customer data may be used for; each is asked for by itself, none includes another. */
export type Purpose = 'analysis' | 'profiling' | 'marketing' | 'third party';

/** All of them. */
export const PURPOSES: readonly Purpose[] = ['analysis', 'profiling', 'marketing', 'third party'];
