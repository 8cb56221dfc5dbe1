import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { secretName } from '../../ui/credential-panel/credential-words.ts';
import { countText } from '../../../src-shared/words/count.ts';

/** Credentials that are new in the list and still to be handed over. */
export function arrivalsOf(
  list: readonly CredentialInfo[],
  known: ReadonlySet<string>,
): readonly CredentialInfo[] {
  return list.filter(({ id, handedOver }) => !handedOver && !known.has(id));
}

/** What their announcement says. */
export function arrivalWords(arrived: readonly CredentialInfo[]): string {
  const [first] = arrived;
  if (first !== undefined && arrived.length === 1)
    return `${secretName(first)} of ${first.account} has come, to be handed over.`;
  return `${countText(arrived.length)} credentials have come, to be handed over.`;
}
