import { Buffer } from 'node:buffer';
import type { CredentialInfo } from '../../src-shared/domain/credential.ts';
import { asSecret, type SecretText } from '../../src-shared/domain/secret-text.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { type Clock, timestamp } from '../../src-shared/ports/clock.ts';
import type { Random } from '../../src-shared/ports/random.ts';

/** What is known about a secret when it arrives. */
export type NewCredential = Pick<
  CredentialInfo,
  'kind' | 'account' | 'tenantUrl' | 'tenantLabel' | 'cause' | 'mustChange'
>;

/** What the tray needs. */
export interface CredentialTrayDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  /** Called after each change with all that is there. */
  readonly onChanged: (credentials: readonly CredentialInfo[]) => void;
}

/** Which tenant and account a secret belongs to: what is done with it goes into that ledger, whichever is open. */
export interface CredentialOwner {
  /** Key of the connection; names the tenant's folder. */
  readonly key: string;
  /** E-mail or client id of whoever had it issued. */
  readonly actor: string;
}

interface Held {
  info: CredentialInfo;
  readonly owner: CredentialOwner;
  readonly secret: Buffer;
}

const sameAccount = (one: CredentialInfo, other: NewCredential): boolean =>
  one.tenantUrl === other.tenantUrl && one.account === other.account && one.kind === other.kind;

/**
 * The secrets that were issued and not yet handed over: in memory only, as bytes that are overwritten when they are
 * discarded (V30). What the rest of the app sees of them is {@link CredentialInfo}.
 */
export class CredentialTray {
  readonly #deps: CredentialTrayDeps;
  readonly #held = new Map<string, Held>();

  constructor(deps: CredentialTrayDeps) {
    this.#deps = deps;
  }

  /** Takes a secret in. An earlier one of the same account is void from now on (V33, V35) and goes. */
  add(credential: NewCredential, secret: string, owner: CredentialOwner): CredentialInfo {
    for (const [id, held] of this.#held) if (sameAccount(held.info, credential)) this.#wipe(id);
    const info: CredentialInfo = {
      ...credential,
      id: this.#deps.random.uuid(),
      issuedAt: timestamp(this.#deps.clock),
      handedOver: false,
    };
    this.#held.set(info.id, { info, owner, secret: Buffer.from(secret, 'utf8') });
    this.#changed();
    return info;
  }

  /** Oldest first. */
  list(): CredentialInfo[] {
    return [...this.#held.values()].map((held) => ({ ...held.info }));
  }

  /** Rejects with `not-found` for what is not, or no longer, there. */
  info(id: string): CredentialInfo {
    return { ...this.#get(id).info };
  }

  /** Rejects like {@link CredentialTray.info}. */
  owner(id: string): CredentialOwner {
    return this.#get(id).owner;
  }

  /** The secret as text, for the one moment it leaves the tray. The caller keeps no copy. */
  reveal(id: string): SecretText {
    return asSecret(this.#get(id).secret.toString('utf8'));
  }

  /** Notes that these were handed over. */
  markHandedOver(ids: readonly string[]): void {
    for (const id of ids) {
      const held = this.#held.get(id);
      if (held !== undefined) held.info = { ...held.info, handedOver: true };
    }
    this.#changed();
  }

  /** Forgets these; unknown ones are forgotten already. */
  discard(ids: readonly string[]): void {
    for (const id of ids) this.#wipe(id);
    this.#changed();
  }

  /** Forgets all, for sign-out and quit. */
  discardAll(): void {
    this.discard([...this.#held.keys()]);
  }

  /** Whether something would be lost for good by quitting now. */
  hasUnhanded(): boolean {
    return [...this.#held.values()].some((held) => !held.info.handedOver);
  }

  #get(id: string): Held {
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    throw new RolebookError({
      kind: 'not-found',
      origin: 'main',
      reason: 'credential-gone',
      message: 'This credential is no longer held.',
      hint: 'Reset the password to get a new one.',
    });
  }

  #wipe(id: string): void {
    this.#held.get(id)?.secret.fill(0);
    this.#held.delete(id);
  }

  #changed(): void {
    this.#deps.onChanged(this.list());
  }
}
