import { acknowledged, type Drawing, isMade, type Maker, one } from './drawing.ts';
import { about, type Shown } from './world.ts';

/** A new service account. */
export const createAccount: Maker = ({ handlers, fresh: name }) => ({
  what: 'service-account.create',
  wants: [['service-account.create', name]],
  mayDrop: [],
  run: (send) => handlers['serviceAccounts.create']({ name, send }),
});

const account = (drawing: Drawing): Shown | undefined =>
  one(
    drawing,
    drawing.world.accounts.filter(({ cell }) => cell('clientId') !== drawing.own),
  );

const namesOf = (it: Shown): string[] => [it.id, it.cell('clientId'), it.cell('name')];

/** On or off, whichever it is not. */
export const switchAccount: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const it = account(drawing);
  if (it === undefined) return null;
  const enabled = !/^(enabled|true)$/i.test(it.cell('enabled'));
  return {
    what: 'service-account.set-enabled',
    wants: [['service-account.set-enabled', it.id, String(enabled)]],
    mayDrop: about(world.open, namesOf(it)),
    run: (send) => handlers['serviceAccounts.setEnabled']({ ids: [it.id], enabled, acknowledged, send }),
  };
};

/** A new secret. */
export const rotateAccount: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const it = account(drawing);
  if (it === undefined || !isMade(it.id)) return null;
  return {
    what: 'service-account.rotate',
    wants: [['service-account.rotate', it.id]],
    mayDrop: about(world.open, namesOf(it)),
    run: (send) => handlers['serviceAccounts.rotate']({ id: it.id, acknowledged, send }),
  };
};

/** A service account goes. */
export const deleteAccount: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const it = account(drawing);
  if (it === undefined) return null;
  const ids = [it.id];
  return {
    what: 'service-account.delete',
    wants: isMade(it.id) ? [['service-account.delete', it.id]] : [],
    mayDrop: about(world.open, namesOf(it)),
    run: async (send) => {
      const { typedPhrase: typed } = await handlers['serviceAccounts.deletePreview']({ ids });
      return await handlers['serviceAccounts.delete']({ ids, typed, acknowledged, send });
    },
  };
};
