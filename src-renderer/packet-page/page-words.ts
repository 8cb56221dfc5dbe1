import type { ReviewRow } from '../../src-shared/domain/review.ts';

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What revoking a row would take away, in words. */
export function effectWords({ subject, effect }: ReviewRow): readonly string[] {
  const lines = [
    effect.lostCount === 0
      ? `Revoking takes nothing away: other access rules give ${subject.name} all of it.`
      : `Revoking takes ${plural(effect.lostCount, 'permission', 'permissions')} away from ${subject.name}.`,
  ];
  if (effect.lostCount > 0 && effect.keptCount > 0)
    lines.push(
      `${plural(effect.keptCount, 'other stays', 'others stay')}, through ${plural(effect.keptBy.length, 'other rule', 'other rules')}.`,
    );
  if (effect.people !== null)
    lines.push(`It touches ${plural(effect.people, 'person', 'people')} in this group.`);
  return lines;
}

/** What the subject of a row is. */
export const subjectWords: Readonly<Record<ReviewRow['subject']['type'], string>> = {
  user: 'User',
  group: 'Group',
  'service-account': 'Service account',
  app: 'Service account',
  'all-authenticated-users': 'Everybody who can sign in',
};

/** When a subject signed in last. */
export function signInWords({ lastSignIn, signInKnown }: ReviewRow): string {
  if (!signInKnown) return 'Not known';
  return lastSignIn === null ? 'Never' : lastSignIn.slice(0, 10);
}

/** So many rows. */
export const rowWords = (count: number): string => plural(count, 'row', 'rows');
