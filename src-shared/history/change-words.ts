import type { ChangeClass, HistoryLine } from '../domain/history.ts';

/** What a class of changes is called, as a heading. */
export const classWords: Readonly<Record<ChangeClass, string>> = {
  'new-administrator': 'New administrators',
  'tenant-wide': 'Given on the whole tenant',
  'dormant-gained': 'Dormant accounts that gained rights',
  'role-changed': 'Roles that permit something else',
  'scope-widened': 'Scope widened',
  'rule-added': 'Rules added',
  'groups-changed': 'Groups joined or left',
  'subject-added': 'Subjects added',
  'scope-narrowed': 'Scope narrowed',
  'rule-removed': 'Rules removed',
  'subject-removed': 'Subjects removed',
  organisation: 'Organisation and settings',
  fields: 'Other fields',
};

/** `Role: Viewer → Editor`, one for each member that differs. */
export const fieldWords = (line: Pick<HistoryLine, 'fields'>): readonly string[] =>
  line.fields.map(({ label, before, after }) => `${label}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`);

/** Who did it and how that is known; '' where nobody knows. What was done here counts first, with its reason. */
export function actorWords({ by, ours }: Pick<HistoryLine, 'by' | 'ours'>): string {
  if (ours !== undefined) {
    const why = ours.reason === null ? '' : `: ${ours.reason}`;
    return `${ours.actor} (here, row ${ours.row} of the journal${why})`;
  }
  if (by === null) return '';
  return by.source === 'event' ? by.name : `${by.name} (as it says itself)`;
}
