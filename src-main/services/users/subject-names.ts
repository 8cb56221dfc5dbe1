import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { Mirror } from '../../db/mirror.ts';

/** Whoever an assignment of 2.13 may mean: the subject by each of its names, and its groups. */
export interface SubjectNames {
  readonly own: (subject: SubjectRef) => boolean;
  readonly groups: readonly string[];
}

const isMachine = (type: string): boolean => type === 'service-account' || type === 'app';

/** Reads what a subject is called, and its groups. */
export async function namesOf(
  mirror: Pick<Mirror, 'usersLike' | 'serviceAccounts'>,
  { type, id }: SubjectRef,
): Promise<SubjectNames> {
  if (type === 'user') {
    const user = (await mirror.usersLike(id)).find(({ likeness }) => likeness === 'same')?.user ?? null;
    const isOwn = (name: string): boolean => foldEmail(name) === foldEmail(id) || name === user?.id;
    return { own: (one) => one.type === 'user' && isOwn(one.id), groups: user?.groups ?? [] };
  }
  if (!isMachine(type)) return { own: (one) => one.type === type && one.id === id, groups: [] };
  const account = (await mirror.serviceAccounts(null)).find(
    (one) => one.id === id || one.clientId === id || one.name === id,
  );
  const names = new Set([id, ...(account === undefined ? [] : [account.id, account.clientId, account.name])]);
  return { own: (one) => isMachine(one.type) && names.has(one.id), groups: [] };
}
