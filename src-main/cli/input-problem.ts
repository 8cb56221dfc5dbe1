import type { z } from 'zod';
import { firstIssueWords } from '../../src-shared/errors/issue-words.ts';

/** What members of the calls are called on the command line, where that is another word. */
const names: Readonly<Record<string, string>> = {
  search: 'The text of --search',
  'filters.values': 'A value of --filter',
  filters: '--filter',
  sort: '--sort',
  columns: '--columns',
  firstName: 'The --first-name',
  lastName: 'The --last-name',
  reason: 'The --reason',
  description: 'The --description',
  grants: '--role',
};

/** Why what was typed is not accepted, in the words of the command line. */
export function inputProblem(error: Pick<z.ZodError, 'issues'>): string {
  return firstIssueWords(error, names);
}
