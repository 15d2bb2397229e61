import type { Random } from '../../core/random.js';
import { GROUPS, type Need } from './groups.js';
import type { Person } from './population.js';

/** One returned questionnaire; answers 1 (does not matter) to 7 (matters most). */
export interface Answers {
  readonly person: Person;
  /** Day of the answer, counted from 1970-01-01. */
  readonly day: number;
  readonly needs: Readonly<Record<Need, number>>;
}

export const NEEDS: readonly Need[] = [
  'price',
  'quality',
  'sustainability',
  'convenience',
  'style',
  'service',
];

/** Days for which the questionnaire is open. */
export const SURVEY_DAYS = 14;

/**
 * Draws who answers the survey of needs, and what. Groups differ in how readily they answer, and every person
 * ticks somewhat high or low throughout, as people do.
 *
 * @param count - Answers wanted; all who are customers on the day answer when there are fewer.
 * @param day - First day of the survey.
 */
export function runSurvey(random: Random, people: readonly Person[], count: number, day: number): Answers[] {
  // Drawing without replacement, likelihood by weight: the smallest exponential waiting times.
  const waiting = people
    .filter((person) => person.joined < day)
    .map((person) => ({
      person,
      time: -Math.log(1 - random.next()) / GROUPS[person.group].surveyResponse,
    }));
  const first = new Set(
    [...waiting]
      .sort((a, b) => a.time - b.time)
      .slice(0, count)
      .map(({ person }) => person),
  );

  return people
    .filter((person) => first.has(person))
    .map((person) => {
      const ticksHigh = 0.5 * random.normal();
      const answer = (need: Need) => {
        const felt = GROUPS[person.group].needs[need] + ticksHigh + 1.1 * random.normal();
        return [need, Math.min(Math.max(Math.round(felt), 1), 7)];
      };
      const needs = Object.fromEntries(NEEDS.map(answer)) as Record<Need, number>;
      return { person, day: day + random.integer(SURVEY_DAYS), needs };
    });
}
