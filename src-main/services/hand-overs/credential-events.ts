import { accessKeyTitle } from '../../../src-shared/domain/access-key.ts';
import type { JournalRow } from '../../../src-shared/domain/journal.ts';

/** Something that began or ended a credential, as the journal tells. */
export interface CredentialEvent {
  readonly seq: number;
  readonly time: string;
  readonly by: string;
  readonly what: 'issued' | 'deleted';
  /** The tenant's id of the user, service account or access key; null where the row does not say. */
  readonly subjectId: string | null;
  /** What marks call it: the e-mail, the name of a service account, the title of a key. */
  readonly title: string;
}

/** Events by whose credential they are about, each list newest first. */
export interface CredentialEvents {
  readonly ofUser: ReadonlyMap<string, readonly CredentialEvent[]>;
  readonly ofAccount: ReadonlyMap<string, readonly CredentialEvent[]>;
  /** Own access keys, by client id and by title. */
  readonly ofKey: ReadonlyMap<string, readonly CredentialEvent[]>;
}

const verbs: Readonly<Record<string, CredentialEvent['what']>> = {
  'user.create': 'issued',
  'user.reset-password': 'issued',
  'user.delete': 'deleted',
  'service-account.create': 'issued',
  'service-account.rotate': 'issued',
  'service-account.delete': 'deleted',
  'access-key.create': 'issued',
  'access-key.renew': 'issued',
};

/** How an e-mail is compared: the tenant knows no two that differ by case alone. */
export const userKey = (email: string): string => email.toLowerCase();

/** What began or ended credentials, out of rows newest first. Only what the tenant confirmed counts. */
export function credentialEvents(rows: readonly JournalRow[]): CredentialEvents {
  const ofUser = new Map<string, CredentialEvent[]>();
  const ofAccount = new Map<string, CredentialEvent[]>();
  const ofKey = new Map<string, CredentialEvent[]>();
  const put = (map: Map<string, CredentialEvent[]>, key: string, event: CredentialEvent): void => {
    const list = map.get(key) ?? [];
    list.push(event);
    map.set(key, list);
  };
  for (const { seq, time, actor, verb, object, detail } of rows) {
    const what = verbs[verb];
    if (what === undefined || detail['result'] !== 'done') continue;
    const id = detail['userId'] ?? detail['serviceAccountId'] ?? detail['accessKeyId'];
    const event = {
      seq,
      time,
      by: actor,
      what,
      subjectId: typeof id === 'string' ? id : null,
      title: object,
    };
    const { clientId } = detail;
    if (verb.startsWith('access-key.')) {
      if (typeof clientId !== 'string') continue;
      const title = accessKeyTitle({ name: object, clientId });
      put(ofKey, clientId, { ...event, title });
      put(ofKey, title, { ...event, title });
    } else if (verb.startsWith('user.')) put(ofUser, userKey(object), event);
    else if (event.subjectId !== null) put(ofAccount, event.subjectId, event);
  }
  return { ofUser, ofAccount, ofKey };
}
