import type { EditRoom } from '../edits/edit-room.ts';
import { readOwnAccount } from '../rules/own-account.ts';

/**
 * Warnings that signed decisions of reviewers answer; V49 is not among them. Nor is V22 where Rolebook is signed in with a
 * service account: whoever decided about that account's access knew nothing of Rolebook.
 */
export async function answeredByReview({
  mirror,
  session,
}: Pick<EditRoom, 'mirror' | 'session'>): Promise<string[]> {
  const own = await readOwnAccount(mirror, session.describe().actor);
  return ['V19', ...(own === null ? ['V22'] : []), 'V26', 'V38'];
}
