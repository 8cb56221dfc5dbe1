import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';

/** A question about effective access that a record leads to. */
export interface AccessLink {
  readonly label: string;
  /** Of the page `/access`. */
  readonly search: Readonly<Record<string, string>>;
}

/** What may be asked about a record: of people what they can do, of places and roles who can; null where nothing. */
export function accessLinkOf(record: Pick<ViewRecord, 'view' | 'id' | 'title'>): AccessLink | null {
  const subject = (type: string, id: string): AccessLink => ({
    label: 'What can they do?',
    search: { s: `${type}:${id}` },
  });
  const place = (type: string): AccessLink => ({
    label: 'Who can do what here?',
    search: { tab: 'who', at: `${type}:${record.id}` },
  });
  switch (record.view) {
    case 'users':
      return subject('user', record.title);
    case 'groups':
      return subject('group', record.title);
    case 'service-accounts':
      return subject('service-account', record.title);
    case 'projects':
      return place('project');
    case 'departments':
      return place('department');
    case 'clusters':
      return place('cluster');
    case 'roles':
      return { label: 'Who can do what?', search: { tab: 'who' } };
    default:
      return null;
  }
}
