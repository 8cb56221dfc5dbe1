import type { GrantLevel } from './grant-model.ts';

/** What a level is called where a choice is made, and what choosing it means. */
export const levelWords: Readonly<
  Record<
    GrantLevel,
    { readonly choice: string; readonly meaning: string; readonly one: string; readonly many: string }
  >
> = {
  tenant: {
    choice: 'All clusters',
    meaning: 'Present and future ones',
    one: 'tenant',
    many: 'tenants',
  },
  cluster: {
    choice: 'Chosen clusters',
    meaning: 'With everything in them, also what is made later',
    one: 'cluster',
    many: 'clusters',
  },
  department: {
    choice: 'Departments',
    meaning: 'With their projects, also future ones',
    one: 'department',
    many: 'departments',
  },
  project: { choice: 'Projects', meaning: 'Only the chosen ones', one: 'project', many: 'projects' },
};

/** `1 project`, `3 projects`. */
export function countOf(count: number, level: GrantLevel): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? levelWords[level].one : levelWords[level].many}`;
}

/** A scope type as one word; newer types are shown as they came. */
export function scopeTypeWord(type: string): string {
  if (type === 'tenant' || type === 'cluster' || type === 'department' || type === 'project') {
    return levelWords[type].one;
  }
  return type;
}
