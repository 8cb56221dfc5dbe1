import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import type { Edit } from '../../src-shared/domain/change.ts';

/** An edit with the edits that wait for it. */
export interface Wanted {
  readonly edit: Edit;
  readonly waiting: readonly Edit[];
}

/**
 * The floor: the same requests by the same client, four at a time, a user before its rules, and nothing else: nothing written
 * down before or after, nothing compared, no mirror. Answers milliseconds.
 */
export async function bareLoop(client: TenantClient, wanted: readonly Wanted[]): Promise<number> {
  const started = performance.now();
  const ready: Wanted[] = [...wanted];
  const lane = async (): Promise<void> => {
    for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
      await send(client, next.edit);
      ready.unshift(...next.waiting.map((edit): Wanted => ({ edit, waiting: [] })));
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  return performance.now() - started;
}

async function send(client: TenantClient, edit: Edit): Promise<void> {
  if (edit.kind === 'user.create') {
    const { email, firstName, lastName, notify } = edit;
    const made = await client.createUser({ email, firstName, lastName, notify });
    await client.readUser(made.id);
    return;
  }
  if (edit.kind !== 'rule.create') throw new Error(`${edit.kind} is not part of this loop`);
  const { subject, roleId, scope } = edit;
  const [made] = await client.createRules({ subject, roleId, scopes: [scope] });
  if (made?.outcome !== 'created') throw new Error('a rule was not made');
}
