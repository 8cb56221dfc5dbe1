import type { z } from 'zod';

/** What members of the calls are called on the command line. */
const names: Readonly<Record<string, string>> = {
  url: 'The address of the tenant',
  account: 'The account that signs in',
  secret: 'The secret',
  search: 'The text of --search',
  'filters.values': 'A value of --filter',
  firstName: 'The --first-name',
  lastName: 'The --last-name',
  reason: 'The --reason',
  description: 'The --description',
  name: 'The name',
  email: 'The e-mail address',
};

/** What the many of a list are called. */
const lists: Readonly<Record<string, string>> = {
  filters: '--filter',
  sort: '--sort',
  columns: '--columns',
  'filters.values': 'values in one --filter',
  grants: '--role',
};

/** Where it is, without the places in lists: `filters.0.values.0` is `filters.values`. */
const placeOf = (issue: z.core.$ZodIssue): string =>
  issue.path.filter((step) => typeof step !== 'number').join('.');

/** Why what was typed is not accepted: what is empty, too short or too long, and the limit. */
export function inputProblem(issue: z.core.$ZodIssue): string {
  const place = placeOf(issue);
  const inList = lists[place] ?? `“${place}”`;
  const text = names[place] ?? `“${place}”`;
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return `${text} is too long: at most ${issue.maximum} characters.`;
  }
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return Number(issue.minimum) <= 1
      ? `${text} is empty.`
      : `${text} is too short: at least ${issue.minimum} characters.`;
  }
  if (issue.code === 'too_big' && issue.origin === 'array') {
    return `Too many of ${inList}: at most ${issue.maximum}.`;
  }
  return `This cannot be accepted${place === '' ? '' : ` (${place})`}: ${issue.message}.`;
}
