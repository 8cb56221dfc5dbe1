import type { z } from 'zod';

/** How members of calls are called. By the whole path without the places in lists, or by the last step of it. */
const names: Readonly<Record<string, string>> = {
  url: 'The address of the tenant',
  account: 'The account that signs in',
  secret: 'The secret',
  search: 'The text to search for',
  'filters.values': 'A value of a filter',
  filters: 'The filters',
  sort: 'The order',
  columns: 'The columns',
  firstName: 'The first name',
  lastName: 'The last name',
  reason: 'The reason',
  description: 'The description',
  name: 'The name',
  email: 'The e-mail address',
  grants: 'The roles',
  'grants.roleId': 'A role',
  'grants.scopes': 'The places of a role',
  'grants.scopes.id': 'The place of a role',
  'grants.scopes.type': 'The kind of place of a role',
  roleId: 'The role',
  scope: 'The place',
  'scope.id': 'The place',
  'scope.type': 'The kind of place',
  scopes: 'The places',
  subjects: 'Those who are chosen',
  subject: 'The one who is chosen',
  'subject.id': 'The one who is chosen',
  'subjects.id': 'One of those who are chosen',
  ids: 'What is chosen',
  typed: 'The phrase',
  header: 'A header',
  acknowledged: 'What is accepted',
  passphrase: 'The passphrase',
};

/** Texts that are read in one form. */
const forms: Readonly<Record<string, string>> = {
  email: 'is no e-mail address',
  url: 'is no web address',
  uuid: 'is no id',
  datetime: 'is no date with a time',
  date: 'is no date',
};

/** What a value should have been. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  tuple: 'a list',
  object: 'a group of values',
  record: 'a group of values',
  map: 'a group of values',
  date: 'a date',
  null: 'left out',
};

const steps = (path: readonly PropertyKey[]): string[] =>
  path.filter((step) => typeof step !== 'number').map(String);

/** `subjectType` as “subject type”. */
const spaced = (member: string): string =>
  `“${member.replaceAll(/([a-z\d])([A-Z])/g, (_, before: string, next: string) => `${before} ${next.toLowerCase()}`)}”`;

function nameOf(path: readonly PropertyKey[], own: Readonly<Record<string, string>>): string {
  const all = steps(path);
  const whole = all.join('.');
  const last = all.at(-1);
  if (last === undefined) return 'What was given';
  return own[whole] ?? names[whole] ?? own[last] ?? names[last] ?? spaced(last);
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function limitWords(what: string, issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const big = issue.code === 'too_big';
  const limit = Number(big ? issue.maximum : issue.minimum);
  switch (issue.origin) {
    case 'string':
      if (big) return `${what} is too long: at most ${limit} characters.`;
      return limit <= 1 ? `${what} is empty.` : `${what} is too short: at least ${limit} characters.`;
    case 'array':
    case 'set':
    case 'map':
    case 'object':
      if (big) return `${what}: too many, at most ${limit}.`;
      return limit <= 1 ? `${what}: none is given.` : `${what}: too few, at least ${limit}.`;
    default:
      return big ? `${what} is too big: at most ${limit}.` : `${what} is too small: at least ${limit}.`;
  }
}

/**
 * Why input is not accepted, in the user's words and never in the words of a schema, without repeating what was given.
 * `own`: how a door calls members that it has other words for, e.g. options of the terminal.
 */
export function issueWords(issue: z.core.$ZodIssue, own: Readonly<Record<string, string>> = {}): string {
  const what = nameOf(issue.path, own);
  switch (issue.code) {
    case 'too_big':
    case 'too_small':
      return limitWords(what, issue);
    case 'invalid_type':
      // An issue does not say which of the two.
      return `${what} is missing, or is not ${kinds[issue.expected] ?? 'what it has to be'}.`;
    case 'invalid_format':
      return `${what} ${forms[issue.format] ?? 'is not written as it has to be'}.`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (values.length === 0 || values.length > 12) return `${what} is not one of those there are.`;
      return `${what} has to be ${values.length === 1 ? '' : 'one of '}${values.join(', ')}.`;
    }
    case 'not_multiple_of':
      return `${what} has to be a multiple of ${issue.divisor}.`;
    case 'unrecognized_keys':
      return `${what} has a part that is not known here.`;
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return `${what} is not understood.`;
    case 'custom':
      // Our own words.
      return ended(`${issue.message.slice(0, 1).toUpperCase()}${issue.message.slice(1)}`);
    default:
      return issue satisfies never;
  }
}

/** The same for the first of several. */
export function firstIssueWords(
  { issues }: Pick<z.ZodError, 'issues'>,
  own: Readonly<Record<string, string>> = {},
): string {
  const [issue] = issues;
  return issue === undefined ? 'This is not understood.' : issueWords(issue, own);
}
