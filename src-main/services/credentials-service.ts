import { Buffer } from 'node:buffer';
import type { Change } from '../../src-shared/domain/change.ts';
import type { CredentialInfo, MissedCredential } from '../../src-shared/domain/credential.ts';
import { newPackageId } from '../../src-shared/domain/package-id.ts';
import type { Seal } from '../../src-shared/domain/seal.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { CallOutput, ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { ExportReport, FileCheck } from '../../src-shared/ipc/credentials-contract.ts';
import { suggestPassphrase } from '../../src-shared/passphrase/suggest.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { UnhandedSecret } from '../db/unhanded.ts';
import { mailDraft } from '../files/mail-draft.ts';
import { checkFile, type CheckFileDeps } from './credentials/check-file.ts';
import { draftSubject, draftText } from './credentials/draft-text.ts';
import { handOverEntry } from './credentials/entry.ts';
import { exportEach, type ExportFilesDeps, exportOne, type PackagePart } from './credentials/export-files.ts';
import { draftFileName } from './credentials/file-names.ts';
import { detailOf, packageDetail } from './credentials/journal-detail.ts';
import { missedOf } from './credentials/missed.ts';
import { pathHash } from './credentials/path-hash.ts';
import { recordedFor } from './credentials/recorded-for.ts';
import { writeDraft } from './credentials/write-draft.ts';
import type { CredentialOwner, CredentialTray } from './credential-tray.ts';
import { recorded, type RecordDeps } from './journal.ts';
import type { OwnersLedger } from './owners-ledger.ts';

/** The clipboard as the tray needs it. Implementations mark what they write as concealed. */
export interface SecretClipboard {
  writeSecret(text: string): Promise<void>;
  /** Takes back what was written last, if it is still there. */
  clearIfOurs(): Promise<void>;
}

/** What a save dialog starts from. */
export interface WhereQuestion {
  /** Never holds a secret or an e-mail. */
  readonly suggestedName: string;
  readonly title: string;
  /** Verb on the button. */
  readonly buttonLabel: string;
  readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}

/** The answer: a path, and whether the user agreed to lose what is there. Null when they changed their mind. */
export type AskWhere = (
  question: WhereQuestion,
) => Promise<{ readonly path: string; readonly mayReplace: boolean } | null>;

/** What handing over needs. */
export interface CredentialsServiceDeps
  extends Pick<RecordDeps, 'random' | 'log'>, ExportFilesDeps, CheckFileDeps {
  /** The ledger of the tenant that a secret belongs to, which need not be the one that is open. */
  readonly ledgers: OwnersLedger;
  /** The open tenant, as far as it tells of secrets that an earlier run lost; null when none is open. */
  openTenant(): {
    readonly owner: CredentialOwner;
    readonly marks: readonly UnhandedSecret[];
    /** The open ones. */
    changes(): readonly Change[];
  } | null;
  /** Whether showing a secret is handing it over, as it is in the terminal: what it prints stays there. */
  readonly revealHandsOver: boolean;
  readonly tray: CredentialTray;
  readonly clock: Clock;
  readonly clipboard: SecretClipboard;
  checkRecipients(seal: Seal): Promise<CallOutput<'credentials.checkRecipients'>>;
  /** The outcome of the export of this package stands in the journal: what the writers noted of it may go. */
  settled(packageId: string): Promise<void>;
  /** Told how many files of many are sealed. */
  onExporting(progress: { readonly done: number; readonly of: number }): void;
  /** The e-mail of whoever is signed in, where it is one; the draft's sender. */
  sender(): string | null;
}

/** Seconds a copied secret stays on the clipboard. */
const clearAfterSeconds = 30;

/** One function for each `credentials.*` call of the contract, and what the app's end needs. */
export interface CredentialsService {
  list(): CredentialInfo[];
  reveal(input: ParsedInput<'credentials.reveal'>): Promise<CallOutput<'credentials.reveal'>>;
  copy(input: ParsedInput<'credentials.copy'>): Promise<CallOutput<'credentials.copy'>>;
  export(input: ParsedInput<'credentials.export'>): Promise<ExportReport>;
  exportEach(input: ParsedInput<'credentials.exportEach'>): Promise<ExportReport>;
  cancelExport(): null;
  checkRecipients(
    input: ParsedInput<'credentials.checkRecipients'>,
  ): Promise<CallOutput<'credentials.checkRecipients'>>;
  emailDraft(input: ParsedInput<'credentials.emailDraft'>): Promise<ExportReport>;
  checkFile(): Promise<FileCheck>;
  suggestPassphrase(): CallOutput<'credentials.suggestPassphrase'>;
  discard(input: ParsedInput<'credentials.discard'>): Promise<null>;
  /** Of the open tenant; none when none is open. */
  missed(): MissedCredential[];
  dismissMissed(input: ParsedInput<'credentials.dismissMissed'>): Promise<null>;
  /** Whether quitting now would lose a credential nobody has. */
  hasUnhanded(): boolean;
  /** At lock and quit: takes back what lies on the clipboard. */
  clearClipboard(): Promise<void>;
  /** At quit: clipboard and tray. */
  close(): Promise<void>;
}

/**
 * Handing credentials over (domain §4.6, V30–V34): each way out of the tray is written into the journal before it is
 * taken, and does not happen without that row.
 */
export function createCredentialsService(deps: CredentialsServiceDeps): CredentialsService {
  const { tray } = deps;
  /** Rises with each export of many files, and when one is to end. */
  let exports = 0;
  let callOffClear: (() => void) | null = null;

  const clearClipboard = async (): Promise<void> => {
    callOffClear?.();
    callOffClear = null;
    await deps.clipboard.clearIfOurs();
  };

  const clearLater = (): void => {
    callOffClear?.();
    callOffClear = deps.clock.after(clearAfterSeconds * 1000, () => {
      clearClipboard().catch((error: unknown) => {
        deps.log.error('clipboard.clear-failed', { reason: toErrorBody(error).reason });
      });
    });
  };

  const infosOf = (ids: readonly string[]): CredentialInfo[] => [...new Set(ids)].map((id) => tray.info(id));

  /** Nobody is to miss these. What was handed over stays so when the mark cannot be taken away: then one is missed in vain. */
  const endMarks = (ids: readonly string[]): void => {
    for (const id of ids) {
      try {
        deps.ledgers.endMarks(tray.owner(id), [id]);
      } catch (error) {
        deps.log.warn('credential.mark-left', { reason: toErrorBody(error).reason });
      }
    }
  };

  const handedOver = (ids: readonly string[]): void => {
    tray.markHandedOver(ids);
    endMarks(ids);
  };

  const missed = (): MissedCredential[] => {
    const open = deps.openTenant();
    if (open === null || open.marks.length === 0) return [];
    return missedOf(open.marks, new Set(tray.list().map((info) => info.id)), open.changes());
  };

  const part = (infos: readonly CredentialInfo[], seal: Seal): PackagePart => ({
    infos,
    entries: infos.map((info) => handOverEntry(info, tray.reveal(info.id))),
    seal,
  });

  const judge = (report: ExportReport) => ({
    result: report.outcome === 'written' ? ('done' as const) : ('cancelled' as const),
    detail: {
      ...(report.path === null ? {} : { file: pathHash(report.path) }),
      ...(report.digests.length === 0 ? {} : { sha256: report.digests.join(' ') }),
    },
  });

  return {
    list: () => tray.list(),

    reveal: async ({ id }) => {
      const revealed = await recordedFor(deps, [tray.info(id)], {
        verb: 'credential.reveal',
        detail: detailOf,
        run: async () => ({ secret: tray.reveal(id) }),
      });
      if (deps.revealHandsOver) handedOver([id]);
      return revealed;
    },

    copy: async ({ id, part }) => {
      const info = tray.info(id);
      if (part === 'account') {
        await deps.clipboard.writeSecret(info.account);
      } else {
        await recordedFor(deps, [info], {
          verb: 'credential.copy',
          detail: detailOf,
          run: () => deps.clipboard.writeSecret(tray.reveal(id)),
        });
        handedOver([id]);
      }
      clearLater();
      return { clearsInSeconds: clearAfterSeconds };
    },

    export: async ({ ids, format, columns, seal }) => {
      const infos = infosOf(ids);
      const packageId = newPackageId(deps.random);
      const report = await recordedFor(deps, infos, {
        verb: 'credential.export',
        detail: (own) => packageDetail(own, { format, seals: [seal], packageId }),
        run: () => exportOne(deps, { format, columns: columns ?? null, packageId }, part(infos, seal)),
        judge,
      }).finally(() => deps.settled(packageId));
      if (report.outcome === 'written') handedOver(infos.map((info) => info.id));
      return report;
    },

    exportEach: async ({ format, columns, files }) => {
      exports += 1;
      const turn = exports;
      const parts = files.map(({ ids, seal }) => ({ infos: infosOf(ids), seal }));
      const infos = [...new Map(parts.flatMap((one) => one.infos).map((info) => [info.id, info])).values()];
      const packageId = newPackageId(deps.random);
      const report = await recordedFor(deps, infos, {
        verb: 'credential.export',
        detail: (own) => packageDetail(own, { format, seals: parts.map(({ seal }) => seal), packageId }),
        run: () =>
          exportEach(
            deps,
            { format, columns: columns ?? null, packageId },
            parts.map((one) => part(one.infos, one.seal)),
            {
              stopped: () => turn !== exports,
              sealed: (done, of) => deps.onExporting({ done, of }),
            },
          ),
        judge,
      }).finally(() => deps.settled(packageId));
      if (report.outcome === 'written') handedOver(infos.map((info) => info.id));
      return report;
    },

    cancelExport: () => {
      exports += 1;
      return null;
    },

    checkRecipients: (input) => deps.checkRecipients(input),

    emailDraft: async ({ id, includeSecret }) => {
      const info = tray.info(id);
      // Under this name the writers know of a draft that was written just before a kill.
      const packageId = newPackageId(deps.random);
      const report = await recordedFor(deps, [info], {
        verb: 'credential.draft',
        detail: (own) => ({ ...detailOf(own), includesCredential: includeSecret, package: packageId }),
        run: async () => {
          const text = mailDraft({
            from: deps.sender(),
            to: info.account,
            subject: draftSubject(info),
            text: draftText(info, includeSecret ? tray.reveal(id) : null),
            date: deps.clock.now(),
          });
          const question: WhereQuestion = {
            suggestedName: draftFileName(info, deps.clock.now()),
            title: 'Save e-mail draft',
            buttonLabel: 'Save draft',
            filters: [{ name: 'E-mail draft', extensions: ['eml'] }],
          };
          return await writeDraft(deps, Buffer.from(text, 'utf8'), question, packageId);
        },
        judge,
      }).finally(() => deps.settled(packageId));
      if (includeSecret && report.outcome === 'written') handedOver([id]);
      return report;
    },

    checkFile: () => checkFile(deps),

    suggestPassphrase: () => suggestPassphrase(deps.random),

    discard: async ({ ids }) => {
      const infos = tray.list().filter((info) => ids.includes(info.id));
      if (infos.length === 0) return null;
      await recordedFor(deps, infos, {
        verb: 'credential.discard',
        detail: (own) => ({ ...detailOf(own), handedOver: own.filter((info) => info.handedOver).length }),
        run: async () => {
          endMarks(infos.map((info) => info.id));
          tray.discard(ids);
        },
      });
      return null;
    },

    missed,

    dismissMissed: async ({ ids }) => {
      const open = deps.openTenant();
      const going = missed().filter(({ id }) => ids.includes(id));
      if (open === null || going.length === 0) return null;
      await recorded(
        { journal: deps.ledgers.journal(open.owner), random: deps.random, log: deps.log },
        {
          verb: 'credential.dismiss',
          object: going.length === 1 ? (going[0]?.name ?? '') : `${going.length} credentials`,
          detail: { accounts: going.map(({ name }) => name).join(' '), count: going.length },
          run: async () =>
            deps.ledgers.endMarks(
              open.owner,
              going.map(({ id }) => id),
            ),
        },
      );
      return null;
    },

    hasUnhanded: () => tray.hasUnhanded(),
    clearClipboard,
    close: async () => {
      tray.discardAll();
      await clearClipboard();
    },
  };
}
