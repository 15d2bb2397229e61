import { columnWords } from '../../display/column-words.js';

const PROTECTED =
  /\b(gender|sex|sexual(ity)?|ethnic(ity)?|rac(e|ial)|caste|religio(n|us)|disab(led|ility)|pregnan(t|cy)|nationality|citizenship|salutation|geschlecht|anrede|sexe|sexo)\b/;
const CONSENT = /\b(consent(ed)?|opt(ed)? ?(in|out)|permission)\b/;
const ID = /^(id|.+ id)$/;

/**
 * The role that a column is taken to have when nobody gave it one: `protected` where its name says gender, religion
 * and the like, `consent` and `id` likewise. A guard against oversight, not a finding.
 */
export function guardedRole(name: string): 'protected' | 'consent' | 'id' | undefined {
  const words = columnWords(name).toLowerCase();
  if (PROTECTED.test(words)) return 'protected';
  if (CONSENT.test(words)) return 'consent';
  return ID.test(words) ? 'id' : undefined;
}
