/**
 * How much a person has to think before a change is applied.
 *
 * - `safe`: the meaning of the program is kept.
 * - `review`: valid, but the meaning may change, or rests on something only a person can confirm.
 * - `manual`: there is no change to apply; a person has to do it.
 */
export type Grade = 'safe' | 'review' | 'manual';

/** Grades from the most to the least trusted. */
export const GRADES: readonly Grade[] = ['safe', 'review', 'manual'];

/** The less trusted of two grades. */
export function lowerGrade(a: Grade, b: Grade): Grade {
  return GRADES.indexOf(a) >= GRADES.indexOf(b) ? a : b;
}
