import type { Evidence } from './evidence.ts';
import type { EndedRow } from './lines.ts';

const secretKinds: ReadonlySet<string> = new Set([
  'user.create',
  'user.reset-password',
  'service-account.create',
  'service-account.rotate',
]);

/** The tenant's id of whose secret a change issues, or takes with it; null for the rest. */
function holderOf({ key: [kind = '', id = ''], serverId }: EndedRow): string | null {
  if (kind === 'user.create' || kind === 'service-account.create') return serverId;
  return secretKinds.has(kind) || kind === 'user.delete' || kind === 'service-account.delete' ? id : null;
}

/**
 * A secret that came is told of until somebody has it, gave it up, or another one took its place; nothing else is told of
 * (I18).
 */
export function judgeSecrets({ acts, rows, unhanded }: Evidence): string[] {
  const faults: string[] = [];
  const givenUp = new Set(acts.flatMap(({ forgets }) => forgets));
  const toldGone = new Set(
    acts.flatMap(({ forgets, saved }) => (saved !== null && saved.refused === null ? forgets : [])),
  );
  const expected = new Set<string>();
  const byHolder = Map.groupBy(rows, holderOf);
  for (const [holder, all] of byHolder) {
    if (holder === null) continue;
    const inOrder = all.filter(({ state }) => state === 'done').toSorted((one, other) => one.seq - other.seq);
    for (const { key, how, credentialId } of inOrder)
      if (secretKinds.has(key[0] ?? '') && how === 'done' && credentialId === null)
        faults.push(`“${key.join(' | ')}” is done, and its secret went nowhere`);
    const last = inOrder.at(-1)?.credentialId ?? null;
    if (last === null) continue;
    expected.add(last);
    const onItsWay = all.some(({ state }) => state !== 'done' && state !== 'cancelled');
    if (!unhanded.has(last) && !givenUp.has(last) && !onItsWay)
      faults.push(`the secret of ${holder} was given to nobody, and is not told of`);
  }
  for (const id of unhanded) {
    if (toldGone.has(id)) faults.push(`the secret ${id} was given up, and is told of again`);
    else if (!expected.has(id)) faults.push(`the secret ${id} is told of, and is nobody’s`);
  }
  return faults;
}
