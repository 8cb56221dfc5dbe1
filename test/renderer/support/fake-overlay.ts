import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import { openStates } from '../../../src-shared/domain/change.ts';
import type { FakeFacts, FakeUser } from './fake-facts.ts';

/** The facts with what open changes make of them, and the marks of rows by their id. */
export interface OverlaidFacts {
  readonly facts: FakeFacts;
  readonly marks: ReadonlyMap<string, PendingMark>;
}

/** Lays the open changes over the facts: enough to look at, the real one is the mirror's. */
export function overlaid(facts: FakeFacts, changes: readonly Change[]): OverlaidFacts {
  const marks = new Map<string, PendingMark>();
  const made: FakeUser[] = [];
  for (const { id, edit, state, createdAt } of changes) {
    if (!openStates.includes(state) || state === 'rejected') continue;
    const mark = (usual: PendingMark): PendingMark => (state === 'conflict' ? 'conflict' : usual);
    switch (edit.kind) {
      case 'user.create':
        marks.set(`local:${id}`, mark('new'));
        made.push({
          id: `local:${id}`,
          email: edit.email,
          name: [edit.firstName, edit.lastName].filter((part) => part !== null).join(' '),
          type: 'local',
          groups: [],
          createdBy: 'admin@example.com',
          createdAt,
          updatedAt: null,
          lastLogin: null,
        });
        break;
      case 'user.delete':
        marks.set(edit.userId, mark('removed'));
        break;
      case 'user.reset-password':
        marks.set(edit.userId, mark('changed'));
        break;
      case 'rule.delete':
        marks.set(String(edit.ruleId), mark('removed'));
        break;
      case 'service-account.delete':
        marks.set(edit.clientId, mark('removed'));
        break;
      case 'service-account.set-enabled':
      case 'service-account.rotate': {
        const account = facts.serviceAccounts.find(({ name }) => name === edit.name);
        if (account !== undefined) marks.set(account.clientId, mark('changed'));
        break;
      }
      default:
        break;
    }
  }
  return { facts: { ...facts, users: [...made, ...facts.users] }, marks };
}
