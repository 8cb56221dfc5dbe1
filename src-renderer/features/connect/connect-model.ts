import type { ConnectInput } from '../../../src-shared/ipc/tenants-contract.ts';

/** What stands in the connect form. */
export interface ConnectDraft {
  readonly url: string;
  readonly method: ConnectInput['method'];
  /** Client id, or e-mail; each method keeps its own, so that switching loses nothing. */
  readonly accounts: Readonly<Record<ConnectInput['method'], string>>;
  readonly secrets: Readonly<Record<ConnectInput['method'], string>>;
  readonly remember: boolean;
}

/** The fields of the form an error or a finding can belong to. `form` = none in particular. */
export const connectFields = ['url', 'account', 'secret', 'remember', 'form'] as const;

/** See {@link connectFields}. */
export type ConnectField = (typeof connectFields)[number];

/** An empty form. Remembering is on where there is a keychain. */
export function emptyConnectDraft(keychain: boolean): ConnectDraft {
  return {
    url: '',
    method: 'service-account',
    accounts: { 'service-account': '', password: '' },
    secrets: { 'service-account': '', password: '' },
    remember: keychain,
  };
}

/** What Connect sends. The account is trimmed; a secret never is, its spaces may be meant. */
export function toConnectInput(draft: ConnectDraft): ConnectInput {
  return {
    url: draft.url.trim(),
    method: draft.method,
    account: draft.accounts[draft.method].trim(),
    secret: draft.secrets[draft.method],
    remember: draft.remember,
  };
}

/** The words of the two ways to sign in. */
export const methodWords: Readonly<
  Record<ConnectInput['method'], { readonly name: string; readonly account: string; readonly secret: string }>
> = {
  'service-account': { name: 'Service account', account: 'Client ID', secret: 'Client secret' },
  password: { name: 'Local user', account: 'E-mail', secret: 'Password' },
};
