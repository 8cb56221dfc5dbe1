import type { Abilities } from '../domain/tenant.ts';
import type { Finding } from './finding.ts';

/** The acts that need a right of their own. */
export type ActorAct =
  | 'create-user'
  | 'delete-user'
  | 'reset-password'
  | 'sign-out-user'
  | 'grant-rules'
  | 'remove-rules'
  | 'create-service-account'
  | 'update-service-account'
  | 'delete-service-account'
  | 'edit-roles';

const rules: Readonly<Record<ActorAct, { rule: string; ability: keyof Abilities; fallback: string }>> = {
  'create-user': { rule: 'V25', ability: 'createUsers', fallback: 'You may not create users.' },
  'delete-user': { rule: 'V25', ability: 'deleteUsers', fallback: 'You may not delete users.' },
  'reset-password': { rule: 'V25', ability: 'resetPasswords', fallback: 'You may not reset passwords.' },
  'sign-out-user': { rule: 'V25', ability: 'signOutUsers', fallback: 'You may not sign users out.' },
  'grant-rules': { rule: 'V23', ability: 'createRules', fallback: 'You may not give access rules.' },
  'remove-rules': { rule: 'V24', ability: 'deleteRules', fallback: 'You may not take access rules away.' },
  'create-service-account': {
    rule: 'V25',
    ability: 'createServiceAccounts',
    fallback: 'You may not create service accounts.',
  },
  'update-service-account': {
    rule: 'V25',
    ability: 'updateServiceAccounts',
    fallback: 'You may not change service accounts.',
  },
  'delete-service-account': {
    rule: 'V25',
    ability: 'deleteServiceAccounts',
    fallback: 'You may not delete service accounts.',
  },
  'edit-roles': { rule: 'V25', ability: 'customRoles', fallback: 'You may not change roles.' },
};

/**
 * V25, and V23 as far as it can be known before the tenant is asked: whether the actor may do such an act at all.
 * Whether a single role lies within the actor's own rights is the tenant's to say (403).
 */
export function checkActor(abilities: Abilities, acts: readonly ActorAct[]): Finding[] {
  return acts.flatMap((act): Finding[] => {
    const { rule, ability, fallback } = rules[act];
    const { allowed, reason } = abilities[ability];
    return allowed ? [] : [{ rule, severity: 'block', field: 'actor', message: reason ?? fallback }];
  });
}
