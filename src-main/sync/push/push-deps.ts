import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Change, Conflict } from '../../../src-shared/domain/change.ts';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { MirrorChange } from '../../db/mirror.ts';
import type { Outbox } from '../../db/outbox.ts';
import type { Log } from '../../log/log.ts';
import type { PushRun } from './push.ts';

/** A secret as it came from the tenant. */
export interface IssuedSecret extends Pick<CredentialInfo, 'kind' | 'account' | 'cause' | 'mustChange'> {
  /** The tenant mailed the person a link, so nobody has to hand this over. */
  readonly mailed?: boolean;
  /** There is no second copy. */
  readonly secret: string;
}

/** The ports of a push: everything outside its own decisions. */
export interface PushDeps {
  readonly outbox: Outbox;
  /** The open tenant; rejects with the RolebookError that keeps everything at home. */
  client(): Promise<TenantClient>;
  /** Tenant and account that are signed in; changes made for another one stay (I10). */
  readonly binding: string;
  /** Who is signed in: e-mail or client id. */
  actor(): string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly credentials: {
    /** Takes a secret into the tray and answers its id there; called before anything else can go wrong. */
    take(issued: IssuedSecret): string;
  };
  readonly mirror: {
    /**
     * Writes facts into the mirror, with the overlay as it is once `noted` (ids of changes that are done) no longer count:
     * one commit. Until then they count as if they were open, so that nothing flickers.
     */
    note(change: MirrorChange, noted: readonly string[]): Promise<unknown>;
  };
  /**
   * Rules of ours that may stand against a change by now, asked at the tenant (V20–V25); null = none does. `seen`: the access
   * rules of the user that it deletes, where they were just read.
   */
  guard(
    change: Change,
    client: TenantClient,
    seen?: readonly Pick<AccessRule, 'roleId' | 'scopeType'>[],
  ): Promise<Conflict | null>;
  /**
   * Resolves when what has arrived by now was heard; ends and beginnings that come together until then are one commit. Absent:
   * at once.
   */
  readonly breath?: () => Promise<void>;
  /** Whether changes that are not staged go by themselves. */
  automatic(): boolean;
  /** After each commit of the outbox that is made here. */
  onChanged(): void;
  /** After each push that reached the tenant, for the timeline; with what ended it early or kept a change for later. */
  onEnded(run: PushRun, error: ErrorBody | null): void;
}
