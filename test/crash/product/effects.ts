import type { DemoTenant, JournalEntry } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { type Key, ruleKey } from './keys.ts';

/** Something that an account did at the tenant. */
export interface Effect {
  /** Its place in the tenant's journal. */
  readonly seq: number;
  readonly key: Key;
  /** Of a rule: whom it named, without case. */
  readonly of: string | null;
}

function subjectOf({ core }: DemoTenant, { effect, subjects: [id = ''] }: JournalEntry): string | null {
  const position = effect.startsWith('rule.') ? core.state.rules.positionOf(Number(id)) : undefined;
  return position === undefined ? null : core.state.rules.read(position).subjectId.toLowerCase();
}

const accountActs: Readonly<Record<string, string>> = {
  'service-account.enabled': 'true',
  'service-account.disabled': 'false',
};

function keyIn(tenant: DemoTenant, { effect, operation, subjects }: JournalEntry): Key | null {
  const [id = '', name = ''] = subjects;
  switch (effect) {
    case 'user.created':
      return ['user.create', name.toLowerCase()];
    case 'user.deleted':
      return ['user.delete', id];
    case 'password.issued':
      // Another one belongs to each new user.
      return operation === 'resetUserPassword' ? ['user.reset-password', id] : null;
    case 'rule.created': {
      const { rules } = tenant.core.state;
      const position = rules.positionOf(Number(id));
      if (position === undefined) return [effect, id];
      const { subjectId, roleId, scope } = rules.read(position);
      return ruleKey(subjectId, roleId, scope);
    }
    case 'rule.deleted':
      // Rules also go with whom or what they name.
      return /accessrule/i.test(operation) ? ['rule.delete', id] : null;
    case 'service-account.created':
      return ['service-account.create', name];
    case 'service-account.enabled':
    case 'service-account.disabled':
      return ['service-account.set-enabled', id, accountActs[effect] ?? ''];
    case 'service-account.deleted':
      return ['service-account.delete', id];
    case 'secret.issued':
      return operation === 'regenerateServiceAccountSecret' ? ['service-account.rotate', id] : null;
    case 'role.created':
      return ['role.create', name];
    case 'role.updated':
      return ['role.update', id];
    case 'role.enabled':
    case 'role.disabled':
      return ['role.set-enabled', id, String(effect === 'role.enabled')];
    case 'role.deleted':
      return ['role.delete', id];
    case 'signed-in':
    case 'token.issued':
      return null;
    default:
      return [effect, ...subjects];
  }
}

/** All that an account did at a tenant, oldest first. */
export function effectsOf(tenant: DemoTenant, actor: string): Effect[] {
  return tenant.journal.entries.flatMap((entry) => {
    const key = entry.actor === actor ? keyIn(tenant, entry) : null;
    return key === null ? [] : [{ seq: entry.seq, key, of: subjectOf(tenant, entry) }];
  });
}
