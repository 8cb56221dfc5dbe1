import type { Computer } from '../app/computer.ts';
import type { RunningApp } from '../app/running-app.ts';
import type { World } from '../world/world.ts';
import type { Step } from './operation.ts';
import { type AppOperation, type Asked, performAtApp } from './perform-app.ts';
import { vanish } from './perform-vanishing.ts';
import { type ElsewhereOperation, performElsewhere } from './perform-elsewhere.ts';

const asked: Pick<Asked, 'again'> = {
  again(app: RunningApp, id: string) {
    const row = app.disk.book.rows.get(id);
    if (row !== undefined) row.again += 1;
  },
};

const isElsewhere = (operation: Step['operation']): operation is ElsewhereOperation =>
  operation.kind.startsWith('other-');

/** Something goes wrong with a computer itself, for a while. A secret that is gone stays so until somebody types it again. */
function strike(
  { time }: World,
  { trouble }: Computer,
  operation: Extract<Step['operation'], { readonly kind: 'keychain' | 'store' }>,
): void {
  const after = operation.seconds * 1000;
  if (operation.kind === 'store') {
    const { of, what } = operation;
    trouble.stores.set(of, what);
    time.after(after, () => void (trouble.stores.get(of) === what && trouble.stores.delete(of)));
    return;
  }
  const { what } = operation;
  trouble.keychain = what;
  if (what !== 'gone')
    time.after(after, () => {
      if (trouble.keychain === what) trouble.keychain = null;
    });
}

/** Does one step in the world. */
export async function performStep(world: World, { who, operation }: Step): Promise<void> {
  const computer = world.computers[who % world.computers.length];
  if (computer === undefined) throw new Error('a world without computers');
  const link = world.network.link(computer.name);
  switch (operation.kind) {
    case 'sleep':
      await world.pass(operation.minutes * 60_000);
      return;
    case 'lag':
      world.lag(operation.seconds);
      return;
    case 'weather':
      world.network.weather.rate = operation.rate;
      return;
    case 'refuse':
      link.refuse = operation.requests;
      return;
    case 'link': {
      const set = (on: boolean): void => {
        if (operation.what === 'down') link.down = on;
        else if (operation.what === 'portal') link.portal = on;
        else link.tokensFail = on;
      };
      set(true);
      world.time.after(operation.seconds * 1000, () => set(false));
      return;
    }
    case 'keychain':
    case 'store':
      strike(world, computer, operation);
      return;
    case 'vanish': {
      const app = computer.running;
      if (app === null) return;
      const said = vanish(app, operation, (id) =>
        world.effects.changedElsewhere('role', String(id), 'elsewhere'),
      );
      world.log.note(world.time.now, () => `    elsewhere: ${said}`);
      return;
    }
    default:
  }
  if (isElsewhere(operation)) {
    const [tenant] = world.tenants;
    if (tenant === undefined) return;
    const said = performElsewhere(tenant, operation, (aspect, key, by) =>
      world.effects.changedElsewhere(aspect, key, by),
    );
    world.log.note(world.time.now, () => `    elsewhere: ${said}`);
    return;
  }
  const atApp: AppOperation = operation;
  performAtApp(computer, atApp, { ...asked, plans: world.plans });
}
