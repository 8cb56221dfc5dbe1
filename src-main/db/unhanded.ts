import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Change } from '../../src-shared/domain/change.ts';
import { type CredentialKind, credentialKindSchema } from '../../src-shared/domain/credential.ts';

/** A secret that came and that nobody was given yet. Never the secret itself. */
export interface UnhandedSecret {
  /** Id it had in the tray. */
  readonly credentialId: string;
  /** The change that had it issued; of an access key, which no change makes, the act’s verb. */
  readonly changeId: string;
  readonly kind: CredentialKind;
  /** The tenant's id of the user, service account or access key. */
  readonly subjectId: string;
  /** E-mail of the user, name of the service account, title of the access key. */
  readonly name: string;
  /** RFC 3339 UTC. */
  readonly issuedAt: string;
}

/** The marks of secrets that wait to be handed over. Throws what SQLite throws. */
export interface Unhanded {
  /** Oldest first. */
  list(): readonly UnhandedSecret[];
  /** These were handed over, or given up; unknown ones have no mark already. */
  end(credentialIds: readonly string[]): void;
  /**
   * To be called within the commit in which a change becomes done: what it issued gets its mark, and what it made void
   * (a former secret of the same, one of somebody who is gone) loses it.
   */
  noteDone(change: Pick<Change, 'id' | 'edit' | 'result'>, now: string): void;
  /** A secret that no change issued; the mark of a former one of the same goes. */
  note(secret: UnhandedSecret): void;
}

const rowSchema = z.object({
  credential_id: z.string(),
  change_id: z.string(),
  kind: credentialKindSchema,
  subject_id: z.string(),
  name: z.string(),
  issued_at: z.string(),
});

type Subject = Pick<UnhandedSecret, 'kind' | 'subjectId' | 'name'>;

/** Whose secret an edit issues, makes void or takes with it; null for edits that have nothing to do with secrets. */
function subjectOf({ edit, result }: Pick<Change, 'edit' | 'result'>): Subject | null {
  switch (edit.kind) {
    case 'user.create':
      return { kind: 'temporary-password', subjectId: result?.serverId ?? '', name: edit.email };
    case 'user.reset-password':
    case 'user.delete':
      return { kind: 'temporary-password', subjectId: edit.userId, name: edit.email };
    case 'service-account.create':
      return { kind: 'client-secret', subjectId: result?.serverId ?? '', name: edit.name };
    case 'service-account.rotate':
    case 'service-account.delete':
      return { kind: 'client-secret', subjectId: edit.id, name: edit.name };
    default:
      return null;
  }
}

/** The marks in an open ledger. */
export function createUnhanded(database: Database): Unhanded {
  const all = database.prepare('SELECT * FROM unhanded ORDER BY issued_at, rowid');
  const put = database.prepare(
    `INSERT OR REPLACE INTO unhanded (credential_id, change_id, kind, subject_id, name, issued_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const take = database.prepare('DELETE FROM unhanded WHERE credential_id = ?');
  const takeOf = database.prepare('DELETE FROM unhanded WHERE kind = ? AND subject_id = ?');
  const end = database.transaction((ids: readonly string[]) => {
    for (const id of ids) take.run(id);
  });
  const note = database.transaction((one: UnhandedSecret) => {
    takeOf.run(one.kind, one.subjectId);
    put.run(one.credentialId, one.changeId, one.kind, one.subjectId, one.name, one.issuedAt);
  });
  return {
    list: () =>
      all.all().map((row): UnhandedSecret => {
        const { kind, name, ...is } = rowSchema.parse(row);
        return {
          credentialId: is.credential_id,
          changeId: is.change_id,
          kind,
          subjectId: is.subject_id,
          name,
          issuedAt: is.issued_at,
        };
      }),
    end: (ids) => end.immediate(ids),
    note: (secret) => note.immediate(secret),
    noteDone(change, now) {
      const subject = subjectOf(change);
      if (subject === null) return;
      const { kind, subjectId, name } = subject;
      takeOf.run(kind, subjectId);
      const credentialId = change.result?.credentialId ?? null;
      // The tenant mailed the person a link to a password of their own: this one is nobody's to hand over.
      const mailed = change.edit.kind === 'user.create' && change.edit.notify;
      if (credentialId !== null && !mailed) put.run(credentialId, change.id, kind, subjectId, name, now);
    },
  };
}
