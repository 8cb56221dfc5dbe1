import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import type { CredentialTray } from '../credential-tray.ts';
import { type Act, type JournalDetail, recorded, type RecordDeps } from '../journal.ts';
import type { OwnersLedger } from '../owners-ledger.ts';
import { objectOf } from './journal-detail.ts';

/** Does an act between rows in the journal of each tenant whose secrets it is about; each tells of its own only. */
export function recordedFor<T>(
  {
    tray,
    ledgers,
    random,
    log,
  }: Pick<RecordDeps, 'random' | 'log'> & { readonly tray: CredentialTray; readonly ledgers: OwnersLedger },
  infos: readonly CredentialInfo[],
  act: Pick<Act<T>, 'verb' | 'run' | 'judge'> & { detail(own: readonly CredentialInfo[]): JournalDetail },
): Promise<T> {
  const owners = new Map(infos.map(({ id }) => [tray.owner(id).key, tray.owner(id)]));
  let run = act.run;
  for (const owner of owners.values()) {
    const own = infos.filter(({ id }) => tray.owner(id).key === owner.key);
    const inner = run;
    run = () =>
      recorded(
        { journal: ledgers.journal(owner), random, log },
        {
          verb: act.verb,
          object: objectOf(own),
          detail: act.detail(own),
          run: inner,
          ...(act.judge === undefined ? {} : { judge: act.judge }),
        },
      );
  }
  return run();
}
