import { createFakeOwnKeys, fakeUserFacts } from './fake-sign-on.ts';
import type { CredentialInfo, MissedCredential } from '../../../src-shared/domain/credential.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../../src-shared/domain/scope.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import type { CreateReport, Grant, RulePart } from '../../../src-shared/ipc/users-contract.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { checkExistingUsers, type ExistingUser } from '../../../src-shared/rules/existing-user-rules.ts';

/** What the fake is asked to be. */
export interface FakeUsersOptions {
  readonly roles: readonly Role[];
  readonly scopes: readonly ScopeNode[];
  readonly users: readonly (ExistingUser & { readonly id: string })[];
  /** Roles whose rules fail at the first try and succeed at the next. */
  readonly failOnce?: ReadonlySet<number>;
  /** What an earlier run lost. */
  readonly missed?: readonly MissedCredential[];
}

/** The rooms of `window.rolebook` that the flows use, over memory; for looking at screens without a main process. */
export type FakeUsersApi = Pick<RolebookApi, 'users' | 'credentials' | 'accessKeys'> & {
  /** Called with the list whenever it changes, as `credentials.changed` would be. */
  onCredentials(listener: (list: CredentialInfo[]) => void): () => void;
};

const ok = <T>(data: T): Promise<Envelope<T>> => Promise.resolve({ ok: true, data });
const no = <T>(fields: Partial<ErrorBody>): Promise<Envelope<T>> =>
  Promise.resolve({
    ok: false,
    error: {
      kind: 'not-found',
      origin: 'main',
      reason: 'credential-gone',
      retryable: false,
      message: 'This credential is gone.',
      hint: null,
      status: null,
      retryAfterSeconds: null,
      ...fields,
    },
  });

/** See {@link FakeUsersApi}. */
export function createFakeUsersApi(options: FakeUsersOptions): FakeUsersApi {
  const { roles, scopes, users } = options;
  const listeners = new Set<(list: CredentialInfo[]) => void>();
  const failing = new Set(options.failOnce ?? []);
  let list: CredentialInfo[] = [];
  let missed = [...(options.missed ?? [])];
  let issued = 0;

  const tell = (next: CredentialInfo[]): void => {
    list = next;
    for (const listener of listeners) listener(list);
  };
  const handOver = (ids: readonly string[]): void =>
    tell(list.map((one) => (ids.includes(one.id) ? { ...one, handedOver: true } : one)));
  const issue = (
    account: string,
    cause: CredentialInfo['cause'],
    kind: CredentialInfo['kind'] = 'temporary-password',
  ): CredentialInfo => {
    issued += 1;
    const credential: CredentialInfo = {
      id: `c${issued}`,
      kind,
      account,
      tenantUrl: 'https://acme.example.com',
      tenantLabel: 'acme.example.com',
      issuedAt: '2026-11-23T12:00:00Z',
      cause,
      mustChange: kind === 'temporary-password',
      handedOver: false,
    };
    tell([...list, credential]);
    return credential;
  };
  const makeRules = (grants: readonly Grant[]): RulePart[] =>
    grants.flatMap(({ roleId, scopes: chosen }) =>
      chosen.map((scope): RulePart => {
        const fails = failing.has(roleId);
        return {
          roleId,
          roleName: roles.find((role) => role.id === roleId)?.name ?? `Role ${roleId}`,
          scope,
          scopeName:
            scopes.find((node) => node.type === scope.type && node.id === scope.id)?.name ?? scope.id,
          outcome: fails ? 'failed' : 'created',
          ruleId: fails ? null : 7000 + roleId,
          error: fails
            ? {
                kind: 'tenant',
                origin: 'cloud',
                reason: 'server-error',
                retryable: true,
                message: 'The tenant failed while making this rule.',
                hint: 'Try again in a moment.',
                status: 503,
                retryAfterSeconds: null,
              }
            : null,
        };
      }),
    );
  const reportOf = (
    email: string,
    grants: readonly Grant[],
    account: CreateReport['account']['outcome'],
  ): CreateReport => {
    const rules = makeRules(grants);
    for (const { roleId } of grants) failing.delete(roleId);
    return {
      email,
      userId: account === 'pre-authorised' ? null : 'new',
      account: { outcome: account, error: null },
      rules,
      credential: account === 'created' ? issue(email, 'user-created') : null,
      repairable: rules.some((part) => part.outcome === 'failed'),
      requests: 1 + grants.length,
    };
  };

  return {
    onCredentials(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    accessKeys: createFakeOwnKeys((account, cause) => issue(account, cause, 'access-key')),
    users: {
      ...fakeUserFacts,
      emailState: ({ email, kind }) => {
        const existing =
          users.find((user) => user.email.toLowerCase() === email.trim().toLowerCase()) ?? null;
        return ok({
          findings: [...checkEmail(email), ...checkExistingUsers(email, kind, users)],
          existing:
            existing === null ? null : { id: existing.id, email: existing.email, isLocal: existing.isLocal },
          ruleCount: 0,
          held: [],
        });
      },
      create: ({ kind, email, grants }) =>
        ok(reportOf(email, grants, kind === 'local' ? 'created' : 'pre-authorised')),
      addRules: ({ email, grants, removeNarrower }) =>
        ok({
          ...reportOf(email, grants, 'exists'),
          ...(removeNarrower === true
            ? {
                removed: [
                  {
                    ruleId: 1,
                    roleName: 'Viewer',
                    scopeType: 'project',
                    scopeName: 'vision',
                    outcome: 'removed' as const,
                    error: null,
                  },
                ],
              }
            : {}),
        }),
      deletePreview: ({ ids }) =>
        ok({
          users: ids.map((id, at) => ({
            id,
            email: users.find((user) => user.id === id)?.email ?? `${id}@example.com`,
            isLocal: users.find((user) => user.id === id)?.isLocal ?? null,
            ruleCount: 2 + at,
            rules: [
              { roleName: 'Viewer', scopeName: 'vision', scopeType: 'project' },
              { roleName: 'Editor', scopeName: 'research', scopeType: 'department' },
            ],
            lastLogin: at === 0 ? null : '2026-11-20T08:30:00Z',
            findings:
              at === 0
                ? [
                    {
                      rule: 'V26',
                      severity: 'warn',
                      field: 'users',
                      message: 'Nobody else holds Editor on Department research.',
                    },
                  ]
                : [],
          })),
          findings: [],
          typedPhrase: ids.length > 1 ? `delete ${ids.length} users` : null,
        }),
      delete: ({ ids }) =>
        ok(
          ids.map((id) => ({
            id,
            email: users.find((user) => user.id === id)?.email ?? `${id}@example.com`,
            outcome: 'done' as const,
            error: null,
          })),
        ),
      resetPassword: ({ id }) => {
        const known = missed.find((one) => one.subjectId === id)?.name;
        missed = missed.filter((one) => one.subjectId !== id);
        return ok(issue(users.find((user) => user.id === id)?.email ?? known ?? id, 'password-reset'));
      },
      signOutEverywhere: ({ ids }) =>
        ok(
          ids.map((id) => ({
            id,
            email: users.find((user) => user.id === id)?.email ?? `${id}@example.com`,
            outcome: 'done' as const,
            error: null,
          })),
        ),
    },
    credentials: {
      list: () => ok(list),
      reveal: ({ id }) => (list.some((one) => one.id === id) ? ok({ secret: 'Kq7m-Tz3w-Rb9x' }) : no({})),
      copy: ({ id, part }) => {
        if (part === 'secret') handOver([id]);
        return ok({ clearsInSeconds: 30 });
      },
      export: ({ ids, seal }) => {
        handOver(ids);
        const sealed = seal.kind === 'age-passphrase';
        return ok({
          outcome: 'written' as const,
          path: `/home/ada/Documents/credentials.csv${sealed ? '.age' : ''}`,
          entries: ids.length,
          sealed,
          packageId: 'K7QM-2XWA',
          digests: [],
          warnings: [],
        });
      },
      exportEach: ({ files }) => {
        const ids = files.flatMap((file) => file.ids);
        handOver(ids);
        return ok({
          outcome: 'written' as const,
          path: '/home/ada/Documents/credentials-one-for-each',
          entries: ids.length,
          sealed: files.every(({ seal }) => seal.kind !== 'plain'),
          packageId: 'K7QM-2XWA',
          digests: [],
          warnings: [],
        });
      },
      cancelExport: () => ok(null),
      checkRecipients: ({ recipients }) =>
        ok(
          recipients.map((name) => ({
            name,
            fingerprint: null,
            problem: name.startsWith('ssh-') ? 'This is an SSH key. Ask for an age key.' : null,
          })),
        ),
      emailDraft: ({ id }) => {
        handOver([id]);
        return ok({
          outcome: 'written' as const,
          path: '/home/ada/Documents/welcome.eml',
          entries: 1,
          sealed: false,
          packageId: null,
          digests: [],
          warnings: [],
        });
      },
      checkFile: () =>
        ok({
          outcome: 'unknown' as const,
          name: 'letters.pdf',
          digest: 'a3f1'.repeat(16),
          handOver: null,
          message:
            '“letters.pdf” is no file that was sealed here for this tenant, as it is now: it was changed, comes from elsewhere, was not sealed, or is older than these checks. Trust nothing in it.',
        }),
      suggestPassphrase: () =>
        ok({ passphrase: 'copper-lantern-orbit-velvet-marsh-index', words: 6, bits: 77 }),
      discard: ({ ids }) => {
        tell(list.filter((one) => !ids.includes(one.id)));
        return ok(null);
      },
      missed: () => ok(missed),
      dismissMissed: ({ ids }) => {
        missed = missed.filter((one) => !ids.includes(one.id));
        return ok(null);
      },
    },
  };
}
