import { acknowledged, type Drawing, isMade, type Maker, one, reason } from './drawing.ts';
import { ruleKey } from './keys.ts';
import { about, type Shown } from './world.ts';

const changed = (shown: Shown): boolean => shown.cell('createdBy') !== '';

function place(drawing: Drawing) {
  const { roles, projects } = drawing.world;
  const given = roles.filter(
    ({ custom, enabled, name }) => enabled && (custom || /^(Viewer|Editor|Researcher|L1)/i.test(name)),
  );
  const role = one(drawing, given);
  const project = one(drawing, projects);
  if (role === undefined || project === undefined) return null;
  return { role, project, scope: { type: project.type, id: project.id } };
}

/** A place that somebody does not hold yet. */
function newPlace(drawing: Drawing, email: string) {
  const wanted = place(drawing);
  if (wanted === null) return null;
  const held = drawing.world.rules.some(
    ({ cell }) =>
      cell('subjectId').toLowerCase() === email.toLowerCase() &&
      cell('roleName') === wanted.role.name &&
      cell('scopeName') === wanted.project.name,
  );
  return held ? null : wanted;
}

/** A local user with one or two rules. */
export const createUser: Maker = (drawing) => {
  const email = `${drawing.fresh}@crash.test`;
  const places = [place(drawing), drawing.below(2) === 0 ? place(drawing) : null].filter((is) => is !== null);
  const distinct = places.filter(
    ({ role, scope }, n) =>
      !places.slice(0, n).some((is) => is.role.id === role.id && is.scope.id === scope.id),
  );
  return {
    what: 'user.create',
    wants: [['user.create', email], ...distinct.map(({ role, scope }) => ruleKey(email, role.id, scope))],
    mayDrop: [],
    run: (send) =>
      drawing.handlers['users.create']({
        kind: 'local',
        email,
        firstName: null,
        lastName: null,
        notify: false,
        grants: distinct.map(({ role, scope }) => ({ roleId: role.id, scopes: [scope] })),
        acknowledged,
        reason,
        send,
      }),
  };
};

/** A rule more for somebody. */
export const addRules: Maker = (drawing) => {
  const user = one(drawing, drawing.world.users);
  const email = user?.cell('email') ?? '';
  const wanted = newPlace(drawing, email);
  if (user === undefined || wanted === null) return null;
  const { role, scope } = wanted;
  return {
    what: 'rule.create',
    wants: [ruleKey(email, role.id, scope)],
    mayDrop: [],
    run: (send) =>
      drawing.handlers['users.addRules']({
        email,
        grants: [{ roleId: role.id, scopes: [scope] }],
        acknowledged,
        reason,
        send,
      }),
  };
};

const userRule = (drawing: Drawing): Shown | undefined =>
  one(
    drawing,
    drawing.world.rules.filter(
      (rule) =>
        changed(rule) && rule.cell('subjectType') === 'user' && !/administrator/i.test(rule.cell('roleName')),
    ),
  );

/** A rule goes. */
export const removeRule: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const rule = userRule(drawing);
  if (rule === undefined) return null;
  return {
    what: 'rule.delete',
    wants: isMade(rule.id) ? [['rule.delete', rule.id]] : [],
    mayDrop: about(world.open, [rule.id]),
    run: async (send) => {
      const { typedPhrase: typed } = await handlers['rules.removePreview']({ ids: [rule.id] });
      return await handlers['rules.remove']({ ids: [rule.id], typed, acknowledged, send });
    },
  };
};

/** A rule gets another role and another place (V39). */
export const changeRule: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const rule = userRule(drawing);
  const email = rule?.cell('subjectId') ?? '';
  const wanted = newPlace(drawing, email);
  if (rule === undefined || wanted === null) return null;
  const { role, scope } = wanted;
  const gives = ruleKey(email, role.id, scope);
  return {
    what: 'rule.change',
    wants: isMade(rule.id) ? [gives, ['rule.delete', rule.id]] : [gives],
    mayDrop: about(world.open, [rule.id]),
    run: (send) =>
      handlers['rules.change']({ id: rule.id, roleId: role.id, scope, acknowledged, reason, send }),
  };
};

/** Somebody goes, with their rules. */
export const deleteUser: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const user = one(
    drawing,
    // Who is only pre-authorised has no account to delete.
    world.users.filter(({ id, cell }) => !id.startsWith('pre-authorised:') && !/admin/i.test(cell('email'))),
  );
  if (user === undefined) return null;
  const ids = [user.id];
  return {
    what: 'user.delete',
    wants: isMade(user.id) ? [['user.delete', user.id]] : [],
    mayDrop: about(world.open, [user.id, user.cell('email'), user.cell('email').toLowerCase()]),
    run: async (send) => {
      const { typedPhrase: typed } = await handlers['users.deletePreview']({ ids });
      return await handlers['users.delete']({ ids, typed, acknowledged, send });
    },
  };
};

/** A new password. */
export const resetPassword: Maker = (drawing) => {
  const { handlers, world } = drawing;
  const local = world.users.filter(({ id, cell }) => isMade(id) && cell('type') === 'local');
  const user = one(drawing, local);
  if (user === undefined) return null;
  return {
    what: 'user.reset-password',
    wants: [['user.reset-password', user.id]],
    mayDrop: about(world.open, [user.id]),
    run: (send) => handlers['users.resetPassword']({ id: user.id, send }),
  };
};
