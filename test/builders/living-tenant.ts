import { PagedTenant } from './paged-tenant.ts';

type Fact = Record<string, unknown>;

/** A tenant with a clock of its own that stamps what is done to it, and tells it in its history. */
export class LivingTenant extends PagedTenant {
  /** Far from the clock of this machine, which nothing may depend on. */
  time = Date.parse('2031-05-05T00:00:00Z');
  #made = 0;

  pass(milliseconds: number): void {
    this.time += milliseconds;
  }

  stamp(): string {
    return new Date(this.time).toISOString();
  }

  tell(action: string, entityType: string, entityId: string): void {
    this.events?.push({ at: this.stamp(), action, entityType, entityId });
  }

  addUser(more: Fact = {}): string {
    const id = `made-${(this.#made += 1)}`;
    const stamps = { createdAt: this.stamp(), updatedAt: this.stamp(), lastLogin: null };
    const person = {
      username: `${id}@example.com`,
      createdBy: 'root@example.com',
      isLocal: true,
      groups: [],
    };
    this.facts.users.push({ id, ...person, ...stamps, ...more });
    this.tell('create', 'User', id);
    return id;
  }

  changeUser(id: unknown, more: Fact): void {
    this.facts.users = this.facts.users.map((user) => (user['id'] === id ? { ...user, ...more } : user));
  }

  removeUser(id: string): void {
    this.facts.users = this.facts.users.filter((user) => user['id'] !== id);
    this.tell('delete', 'User', id);
  }

  addRule(subjectId: string): number {
    const id = 500_000 + (this.#made += 1);
    const { name, id: scopeId } = this.facts.projects[0] ?? {};
    this.facts['access-rules'].push({
      id,
      subjectType: 'user',
      subjectId,
      roleId: 6,
      roleName: 'Viewer',
      scopeType: 'project',
      scopeId,
      scopeName: name,
      createdAt: this.stamp(),
      updatedAt: this.stamp(),
      createdBy: 'root@example.com',
      status: { phase: 'Ready' },
    });
    return id;
  }

  removeRule(id: unknown): void {
    const rule = this.facts['access-rules'].find((each) => each['id'] === id);
    this.facts['access-rules'] = this.facts['access-rules'].filter((each) => each !== rule);
    if (rule !== undefined)
      this.deletedRules.push({ ...rule, updatedAt: this.stamp(), deletedAt: this.stamp() });
  }
}
