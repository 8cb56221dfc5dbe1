/**
 * Behaviours nobody has published, as named switches (tenant-api §6; the number in each comment is the
 * behaviour's). Defaults are what that table assumes.
 */
export interface Switches {
  /** 3: status of refused credentials on `/api/v1/token`. */
  tokenV1BadCredentialsStatus: 400 | 401;
  /** 3: a disabled service account gets no token. */
  disabledServiceAccountRefused: boolean;
  /** 5: tokens issued before a secret was rotated live until they expire. */
  issuedTokensSurviveRotation: boolean;
  /** `POST /users/{id}/logout` also ends access tokens already issued (refresh tokens always end). */
  logoutEndsAccessTokens: boolean;
  /** A sign-in with a temporary password is refused until it was changed (else it works and stays marked). */
  mustChangeBlocksSignIn: boolean;
  /** 6: lists hold only what lies in the caller's scopes. */
  scopedListsFiltered: boolean;
  /** 8: e-mail addresses are compared without case. */
  emailCaseIgnored: boolean;
  /** 9: unknown members of bodies are ignored (else 400). */
  unknownMembersIgnored: boolean;
  /** 10: resetting the password of an SSO user is refused with 400. */
  ssoPasswordResetRefused: boolean;
  /** 11: deleting a user soft-deletes its rules (else they stay as orphans). */
  userDeletionRemovesRules: boolean;
  /** 12: the last local System administrator cannot be deleted. */
  lastAdministratorProtected: boolean;
  /** 16: milliseconds a rule shows phase Creating, or Deleting before its removal. */
  rulePhaseDelayMs: number;
  /** 18: what `displayRecords` counts: the entries of this page, or all that match. */
  displayRecordsMeans: 'page' | 'matches';
  /** 19: without `sortBy` the order of users and rules differs from call to call. */
  unsortedPagesShuffle: boolean;
  /** 22: status of an attempt to change a predefined role. */
  predefinedRoleRefusalStatus: 400 | 403;
  /** 22: deleting a role in use removes its rules (else 409). */
  roleDeletionCascades: boolean;
  /** 23: access keys a user may have; one more is 400. */
  accessKeyLimit: number;
  /** 25: removal of a project or department removes the rules on it. */
  orgUnitRemovalRemovesRules: boolean;
  /** 26: name of the list in an event history page. */
  auditListMember: 'audit_logs' | 'logs';
  /** 30: milliseconds a new user is missing from lists. */
  newUserHiddenMs: number;
  /** 2.13: the inference module is installed, and with it the role ML Engineer (seed). */
  inferenceModule: boolean;
  /** 2.13: departments are switched on (domain R44). */
  departmentsInUse: boolean;
}

export const DEFAULT_SWITCHES: Readonly<Switches> = {
  tokenV1BadCredentialsStatus: 401,
  disabledServiceAccountRefused: true,
  issuedTokensSurviveRotation: true,
  logoutEndsAccessTokens: false,
  mustChangeBlocksSignIn: false,
  scopedListsFiltered: true,
  emailCaseIgnored: true,
  unknownMembersIgnored: true,
  ssoPasswordResetRefused: true,
  userDeletionRemovesRules: true,
  lastAdministratorProtected: true,
  rulePhaseDelayMs: 1500,
  displayRecordsMeans: 'page',
  unsortedPagesShuffle: true,
  predefinedRoleRefusalStatus: 400,
  roleDeletionCascades: false,
  accessKeyLimit: 20,
  orgUnitRemovalRemovesRules: true,
  auditListMember: 'audit_logs',
  newUserHiddenMs: 0,
  inferenceModule: true,
  departmentsInUse: true,
};

const CHOICES: Partial<Record<keyof Switches, readonly (string | number)[]>> = {
  tokenV1BadCredentialsStatus: [400, 401],
  predefinedRoleRefusalStatus: [400, 403],
  displayRecordsMeans: ['page', 'matches'],
  auditListMember: ['audit_logs', 'logs'],
};

function parseValue(name: keyof Switches, text: string): string | number | boolean | undefined {
  const initial = DEFAULT_SWITCHES[name];
  if (typeof initial === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const value = typeof initial === 'number' ? Number(text) : text;
  if (typeof value === 'number' && !(Number.isInteger(value) && value >= 0)) return undefined;
  const choices = CHOICES[name];
  return choices === undefined || choices.includes(value) ? value : undefined;
}

/**
 * Reads one `name=value` of the command line into a partial set of switches.
 * Throws an `Error` with a text for people when the name is unknown or the value does not fit.
 */
export function parseSwitch(text: string): Partial<Switches> {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0));
  if (at < 1 || !Object.hasOwn(DEFAULT_SWITCHES, name)) {
    throw new Error(`No such switch: ${text}. Known: ${Object.keys(DEFAULT_SWITCHES).join(', ')}`);
  }
  const value = parseValue(name as keyof Switches, text.slice(at + 1));
  if (value === undefined) {
    throw new Error(
      `The value of ${text} does not fit; default is ${String(DEFAULT_SWITCHES[name as keyof Switches])}`,
    );
  }
  return { [name]: value };
}
