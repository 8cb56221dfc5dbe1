import { acknowledged, type Drawing, type Maker, one } from './drawing.ts';
import { about } from './world.ts';

const someSets = (drawing: Drawing): string[] =>
  [one(drawing, drawing.world.sets), one(drawing, drawing.world.sets)].flatMap((set, n, all) =>
    set === undefined || all.indexOf(set) !== n ? [] : [set.id],
  );

/** A new role of one or two sets. */
export const createRole: Maker = (drawing) => {
  const draft = {
    name: drawing.fresh,
    description: 'Made here',
    permissionSetIds: someSets(drawing),
    permissions: [],
  };
  return {
    what: 'role.create',
    wants: [['role.create', drawing.fresh]],
    mayDrop: [],
    run: (send) => drawing.handlers['roles.save']({ id: null, draft, clonedFrom: null, acknowledged, send }),
  };
};

const customRole = (drawing: Drawing) =>
  one(
    drawing,
    drawing.world.roles.filter(({ custom }) => custom),
  );

/** Other words for a custom role. */
export const changeRole: Maker = (drawing) => {
  const role = customRole(drawing);
  if (role === undefined) return null;
  const draft = {
    name: role.name,
    description: `Words of ${drawing.fresh}`,
    permissionSetIds: role.permissionSets.map(({ id }) => id),
    permissions: [],
  };
  return {
    what: 'role.update',
    wants: role.id < 0 ? null : [['role.update', String(role.id)]],
    mayDrop: about(drawing.world.open, [String(role.id)]),
    run: (send) =>
      drawing.handlers['roles.save']({ id: role.id, draft, clonedFrom: null, acknowledged, send }),
  };
};

/** On or off, whichever it is not. */
export const switchRole: Maker = (drawing) => {
  const role = customRole(drawing);
  if (role === undefined) return null;
  return {
    what: 'role.set-enabled',
    wants: [['role.set-enabled', String(role.id), String(!role.enabled)]],
    mayDrop: about(drawing.world.open, [String(role.id)]),
    run: (send) =>
      drawing.handlers['roles.setEnabled']({ ids: [role.id], enabled: !role.enabled, acknowledged, send }),
  };
};

/** A custom role goes, where nobody holds it. */
export const deleteRole: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const role = customRole(drawing);
  if (role === undefined) return null;
  const ids = [role.id];
  return {
    what: 'role.delete',
    wants: role.id < 0 ? [] : [['role.delete', String(role.id)]],
    mayDrop: about(world.open, [String(role.id)]),
    run: async (send) => {
      const { typedPhrase: typed } = await handlers['roles.usePreview']({ ids, act: 'delete' });
      return await handlers['roles.delete']({ ids, typed, acknowledged, send });
    },
  };
};
