import { methodWords, type ConnectDraft, type ConnectField } from './connect-model.ts';
import { readTenantUrl } from './tenant-url.ts';

/** One thing that keeps the form from being sent. */
export interface ConnectProblem {
  readonly field: ConnectField;
  readonly message: string;
}

/** Everything that keeps the form from being sent, in the order of its fields; empty when it can be. */
export function connectProblems(draft: ConnectDraft): readonly ConnectProblem[] {
  const words = methodWords[draft.method];
  const problems: ConnectProblem[] = [];
  const reading = readTenantUrl(draft.url);
  if (draft.url.trim() === '') problems.push({ field: 'url', message: 'Type the tenant’s address.' });
  else if (reading.problem !== null) problems.push({ field: 'url', message: reading.problem });
  const account = draft.accounts[draft.method].trim();
  if (account === '') {
    problems.push({ field: 'account', message: `Type the ${words.account.replace(/^E/, 'e')}.` });
  } else if (draft.method === 'password' && !/^\S+@\S+$/.test(account)) {
    problems.push({ field: 'account', message: 'This is not an e-mail address.' });
  }
  if (draft.secrets[draft.method] === '') {
    problems.push({ field: 'secret', message: `Type the ${words.secret.toLowerCase()}.` });
  }
  return problems;
}
