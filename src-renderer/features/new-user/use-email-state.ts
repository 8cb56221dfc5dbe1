import { useDebouncedValue } from '@mantine/hooks';
import type { EmailState, NewUser } from '../../../src-shared/ipc/users-contract.ts';
import { blocking } from '../../../src-shared/rules/acknowledgement.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { useCall } from '../../bridge/use-call.ts';

/** How long the typing has to rest before the mirror is asked, in milliseconds. */
const rest = 200;

/**
 * What the mirror says about the e-mail as it stands in the field; null while it has not answered for exactly this
 * text, and while the text cannot be an e-mail anyway.
 */
export function useEmailState(email: string, kind: NewUser['kind'], revision: number): EmailState | null {
  const typed = email.trim();
  const [rested] = useDebouncedValue(typed, rest);
  const possible = rested !== '' && blocking(checkEmail(rested)).length === 0;
  const answer = useCall('users.emailState', possible ? { email: rested, kind } : null, revision);
  return rested === typed ? answer.data : null;
}
