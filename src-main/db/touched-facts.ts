import type { WrittenChange } from './apply-change.ts';
import type { MirrorChange } from './mirror.ts';

const idOf = (raw: unknown): string =>
  String(typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'id') : '');

/** What acts of ours have written since a delta began, by id: a delta read before them says less than they do. */
export class TouchedFacts {
  readonly users = new Set<string>();
  readonly rules = new Set<number>();
  readonly serviceAccounts = new Set<string>();
  readonly roles = new Set<string>();
  /** Rules that were removed, also before the delta: the tenant may list them for a while without saying so. */
  readonly removedRules: Set<number>;

  /** Begins with the rules that were removed before. */
  constructor(removedRules: Set<number>) {
    this.removedRules = removedRules;
  }

  /** Remembers a change and what it came to in the file. */
  add(change: MirrorChange, written: WrittenChange): void {
    const { serviceAccounts = [], removedServiceAccountIds = [], roles = [], removedRoleIds = [] } = change;
    for (const { id } of written.users) this.users.add(id);
    for (const id of written.removedUserIds) this.users.add(id);
    for (const { id } of written.rules) {
      this.rules.add(id);
      this.removedRules.delete(id);
    }
    for (const id of written.removedRuleIds) {
      this.rules.add(id);
      this.removedRules.add(id);
    }
    for (const raw of serviceAccounts) this.serviceAccounts.add(idOf(raw));
    for (const id of removedServiceAccountIds) this.serviceAccounts.add(id);
    for (const raw of roles) this.roles.add(idOf(raw));
    for (const id of removedRoleIds) this.roles.add(String(id));
  }
}
