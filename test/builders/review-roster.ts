import type { Tier } from '../../src-shared/access/role-tier.ts';
import type { ReviewRow } from '../../src-shared/domain/review.ts';

/** Numbers from 0 to `bound`. */
export type Numbers = (bound: number) => number;

/** A made-up id in the shape of a UUID of version 4. */
export function uuid(number: Numbers): string {
  const digits = Array.from({ length: 32 }, () => number(16).toString(16));
  [digits[12], digits[16]] = ['4', '8'];
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** One of some. */
export function pick<T>(number: Numbers, from: readonly T[]): T {
  const found = from[number(from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

const people =
  'Anna Bianchi,Ben Sørensen,Chloé Martin,David Okafor,Eva Nováková,Félix García,Greta Lindqvist,Hugo Silva,Inês Costa,Jan Kowalski,Kira Tanaka,Łukasz Zieliński,Mia Rossi,Nils Hansen,Olga Petrenko,Paul Dubois,Rosa López,Sven Müller'
    .split(',')
    .map((name) => ({ name, id: `${asciiOf(name)}@example.com` }));

function asciiOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll(/[Łł]/g, 'l');
  return plain.toLowerCase().replaceAll(' ', '.');
}

const roles: readonly { id: string; name: string; tier: Tier }[] = [
  { id: '1', name: 'System administrator', tier: 'administrator' },
  { id: '2', name: 'Department administrator', tier: 'manager' },
  { id: '3', name: 'Research manager', tier: 'manager' },
  { id: '4', name: 'L1 researcher', tier: 'worker' },
  { id: '5', name: 'ML engineer', tier: 'worker' },
  { id: '6', name: 'Viewer', tier: 'viewer' },
];

const departments = ['Speech and language', 'Computer vision', 'Drug discovery', 'Robotics', 'Climate'];
const projects = ['baseline', 'evaluation', 'sandbox'];

type Place = ReviewRow['scope'];

function placeOf(number: Numbers): Place {
  const path = ['Example Labs', 'fra-1'];
  const kind = number(20);
  if (kind === 0) return { type: 'tenant', id: '1', name: 'Example Labs', path: 'Example Labs' };
  if (kind === 1) return { type: 'cluster', id: 'c1', name: 'fra-1', path: path.join(' / ') };
  const department = number(departments.length);
  path.push(departments[department] ?? '');
  if (kind < 6) {
    return { type: 'department', id: `d${department}`, name: path.at(-1) ?? '', path: path.join(' / ') };
  }
  const project = number(projects.length);
  path.push(
    `${(departments[department] ?? '').split(' ')[0] ?? ''}-${projects[project] ?? ''}`.toLowerCase(),
  );
  return {
    type: 'project',
    id: `p${department}-${project}`,
    name: path.at(-1) ?? '',
    path: path.join(' / '),
  };
}

function subjectOf(number: Numbers): ReviewRow['subject'] {
  const kind = number(12);
  if (kind === 0) return { type: 'group', id: `team-${number(4)}`, name: `Team ${number(4)}` };
  if (kind === 1) return { type: 'service-account', id: `pipeline-${number(4)}`, name: 'Training pipeline' };
  return { type: 'user', ...pick(number, people) };
}

/** Who may review in {@link reviewRows}; the first is the fallback, the last its deputy. */
export const rowReviewers = ['owner', 'lead.speech', 'lead.vision', 'lead.drug', 'deputy'].map((who) => ({
  id: `${who}@example.com`,
  name: who.replace('.', ' ').replace(/^./, (letter) => letter.toUpperCase()),
}));

/** What the rows of a campaign are to be like. */
export interface RowWishes {
  readonly rows: number;
  readonly fourEyes: boolean;
}

/** Rows as they are when a campaign is frozen: sorted by id, one reviewer each, two where the policy wants four eyes. */
export function reviewRows(number: Numbers, { rows, fourEyes }: RowWishes): ReviewRow[] {
  return Array.from({ length: rows }, (_, at): ReviewRow => {
    const role = pick(number, roles);
    const scope = placeOf(number);
    const wide = scope.type === 'tenant' || scope.type === 'cluster';
    const privileged = role.tier === 'administrator' || (role.tier === 'manager' && wide);
    const reviewers = rowReviewers.slice(0, -1).map(({ id }) => id);
    const first = number(reviewers.length);
    const second = (first + 1 + number(reviewers.length - 1)) % reviewers.length;
    const asked = fourEyes && privileged ? [first, second] : [first];
    const seen = number(300);
    return {
      id: `rule-${String(at).padStart(5, '0')}`,
      subject: subjectOf(number),
      role,
      scope,
      privileged,
      grantedBy: number(3) === 0 ? null : pick(number, people).id,
      grantedAt: new Date(Date.UTC(2025, number(12), 1 + number(28))).toISOString(),
      lastSignIn: seen === 0 ? null : new Date(Date.UTC(2026, 2, 1) - seen * 86_400_000).toISOString(),
      signInKnown: true,
      hints: seen > 200 ? [{ code: 'dormant', text: `Has not signed in for ${seen} days.` }] : [],
      effect: {
        lost: ['projects: create'],
        lostCount: 1 + number(20),
        keptCount: 0,
        keptBy: [],
        people: null,
      },
      reviewers: asked.map((which) => reviewers[which] ?? ''),
    };
  });
}
