import { join } from 'node:path';
import type { CreateReport } from '../../src-shared/ipc/users-contract.ts';
import type { CredentialInfo } from '../../src-shared/domain/credential.ts';
import { must, until } from './flow-book.ts';
import type { MarkingTenant } from './marking-tenant.ts';
import { type Product, startProduct } from './product.ts';
import type { Sandbox } from './sandbox.ts';

/** The passphrase of the lock, and one that is not it; followed like every other secret. */
export interface DayWords {
  readonly lock: string;
  readonly notLock: string;
  readonly seal: string;
}

/** One profile, one tenant, one run of the product: what flows are made in. */
export interface Day {
  readonly sandbox: Sandbox;
  readonly tenant: MarkingTenant;
  readonly product: Product;
  readonly words: DayWords;
  /** Connects as the service account that may do everything, and waits for the first sync. */
  connect(remember: boolean): Promise<string>;
  /** Makes a user whose password comes into the tray; the secret as the tenant issued it. */
  newUser(email: string, notify?: boolean): Promise<{ report: CreateReport; secret: string }>;
  /** Resets the password of a user that was made here. */
  reset(email: string): Promise<{ credential: CredentialInfo; secret: string }>;
  idOf(email: string): Promise<string>;
}

/** Opens one. */
export async function openDay(
  sandbox: Sandbox,
  tenant: MarkingTenant,
  profileName: string,
  around: readonly string[] = [],
): Promise<Day> {
  const { marks } = sandbox;
  const product = await startProduct(sandbox, join(sandbox.folders.profiles, profileName), around);
  const words = {
    lock: marks.password('passphrase of the lock'),
    notLock: marks.password('wrong passphrase of the lock'),
    seal: marks.password('passphrase of files'),
  };
  const latest = (): string => tenant.issued.at(-1) ?? '';

  const idOf = async (email: string): Promise<string> => {
    const window = await product.call('views.window', {
      view: 'users',
      search: email,
      filters: [],
      sort: [],
      from: 0,
      to: 5,
      columns: ['email'],
      facets: false,
    });
    const [id] = window.ids;
    must(id !== undefined, `${email} is not in the mirror`);
    return id ?? '';
  };

  return {
    sandbox,
    tenant,
    product,
    words,
    idOf,
    async connect(remember) {
      const open = await product.call('tenants.connect', {
        url: tenant.url,
        method: 'service-account',
        ...tenant.client,
        remember,
      });
      await until(
        'the first sync',
        async () => (await product.call('session.state', {})).mirrorAsOf !== null,
      );
      return open.connection.key;
    },
    async newUser(email, notify = false) {
      const before = tenant.issued.length;
      const [roles, scopes] = await Promise.all([
        product.call('roles.list', {}),
        product.call('scopes.tree', {}),
      ]);
      const viewer = roles.find(({ name }) => name === 'Viewer');
      const project = scopes.find(({ type }) => type === 'project');
      const grants =
        viewer === undefined || project === undefined
          ? []
          : [{ roleId: viewer.id, scopes: [{ type: 'project' as const, id: project.id }] }];
      const report = await product.call('users.create', {
        kind: 'local',
        email,
        grants,
        notify,
        acknowledged: ['V10'],
        send: 'now',
      });
      must(report.account.outcome === 'created', `${email} ended as ${JSON.stringify(report.account)}`);
      if (!notify) must(tenant.issued.length === before + 1, 'the tenant issued no password');
      return { report, secret: latest() };
    },
    async reset(email) {
      const before = tenant.issued.length;
      const id = await idOf(email);
      const credential = await product.call('users.resetPassword', { id, send: 'now' });
      must(tenant.issued.length === before + 1, 'the tenant issued no password');
      if (credential === null) throw new Error('no credential came');
      return { credential, secret: latest() };
    },
  };
}

/** The tray's secret of an account, revealed: what the window shows while a button is held. */
export async function revealed({ product }: Day, account: string): Promise<string> {
  const held = (await product.call('credentials.list', {})).find((one) => one.account === account);
  if (held === undefined) throw new Error(`nothing of ${account} is in the tray`);
  return (await product.call('credentials.reveal', { id: held.id })).secret;
}

/** The ids of everything in the tray. */
export async function inTray({ product }: Day): Promise<string[]> {
  return (await product.call('credentials.list', {})).map(({ id }) => id);
}
