import type { ErrorKind } from '../../src-shared/errors/error-body.ts';

/** What the command's end tells a script. */
export const exitCodes = {
  ok: 0,
  internal: 1,
  usage: 2,
  signIn: 3,
  notPermitted: 4,
  tenant: 5,
  partly: 6,
  storage: 7,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byKind: Readonly<Record<ErrorKind, ExitCode>> = {
  input: exitCodes.usage,
  'not-found': exitCodes.usage,
  auth: exitCodes.signIn,
  'not-permitted': exitCodes.notPermitted,
  network: exitCodes.tenant,
  'not-a-tenant': exitCodes.tenant,
  tenant: exitCodes.tenant,
  unavailable: exitCodes.tenant,
  conflict: exitCodes.partly,
  cancelled: exitCodes.partly,
  storage: exitCodes.storage,
  keychain: exitCodes.storage,
  internal: exitCodes.internal,
};

/** The exit code for an error of this kind. */
export function exitCodeOf(kind: ErrorKind): ExitCode {
  return byKind[kind];
}

/** The table for `--help`. */
export const exitCodesHelp = `
Exit codes:
  0  done, or saved and waiting to be sent (no secret issued, no file written yet)
  1  a bug in Rolebook
  2  usage or input that cannot be accepted; nothing was changed
  3  sign-in needed or refused
  4  not permitted
  5  the tenant cannot be reached, failed, or lacks the feature
  6  only partly done, in conflict with what is there, or stopped
  7  disk, keychain, or another Rolebook has this tenant open
`;
