import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { Mirror } from '../../db/mirror.ts';

/** Rows a window may bring at once. */
const windowSize = 500;
/** Members of groups whose e-mails are read for one answer; beyond it groups are only counted. */
const mostRead = 5_000;

/** A holder of a role as far as people are counted. */
interface Holder {
  readonly subjectType: string;
  readonly subjectId: string;
}

/** How many people stand behind some holders. */
export interface PeopleCount {
  readonly count: number;
  /** False where somebody may be counted twice, being in several groups that are too large to be read. */
  readonly exact: boolean;
}

/** The people behind holders of a role. */
export interface HolderPeople {
  /** Known members of a group; null for who is none. */
  members(holder: Holder): number | null;
  /** Users and known members of groups, each once; service accounts are no people. */
  count(holders: readonly Holder[]): PeopleCount;
}

interface Members {
  readonly total: number;
  /** Null where they were only counted. */
  readonly emails: readonly string[] | null;
}

async function readMembers(mirror: Pick<Mirror, 'window'>, group: string, room: number): Promise<Members> {
  const emails: string[] = [];
  for (;;) {
    const from = emails.length;
    const page = await mirror.window({
      view: 'users',
      search: '',
      filters: [{ column: 'groups', op: 'is', values: [group] }],
      sort: [],
      from,
      to: from + Math.max(1, Math.min(windowSize, room - from)),
      columns: ['email'],
      facets: false,
    });
    const { total } = page;
    if (total > room) return { total, emails: null };
    emails.push(...(page.columns['email'] ?? []).map(String));
    if (page.ids.length === 0 || emails.length >= total) return { total, emails };
  }
}

/** Looks up who stands behind these holders, as far as the tenant has told who is in which group. */
export async function holderPeople(
  mirror: Pick<Mirror, 'window'>,
  holders: readonly Holder[],
): Promise<HolderPeople> {
  const groups = new Map<string, Members>();
  let room = mostRead;
  for (const { subjectType, subjectId } of holders) {
    if (subjectType !== 'group' || groups.has(subjectId)) continue;
    const members = await readMembers(mirror, subjectId, room);
    room -= members.emails?.length ?? 0;
    groups.set(subjectId, members);
  }
  return {
    members: ({ subjectType, subjectId }) =>
      subjectType === 'group' ? (groups.get(subjectId)?.total ?? 0) : null,
    count(some) {
      const people = new Set<string>();
      let uncounted = 0;
      for (const { subjectType, subjectId } of some) {
        if (subjectType === 'user') people.add(foldEmail(subjectId));
        if (subjectType !== 'group') continue;
        const members = groups.get(subjectId);
        if (members?.emails === null) uncounted += members.total;
        for (const email of members?.emails ?? []) people.add(foldEmail(email));
      }
      return { count: people.size + uncounted, exact: uncounted === 0 };
    },
  };
}
