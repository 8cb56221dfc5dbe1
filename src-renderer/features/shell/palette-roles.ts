import type { Role } from '../../../src-shared/domain/role.ts';
import { bestFirst } from '../../ui/text/best-first.ts';
import type { PaletteItem } from './palette-items.ts';

/** Items about single roles that are listed at most. */
const mostRoleItems = 9;

/** What can be done with one role from anywhere: open it, edit it where it is a custom one, hold others against it. */
function itemsOf({ id, name, custom }: Pick<Role, 'id' | 'name' | 'custom'>): readonly PaletteItem[] {
  const item = (verb: string, label: string, run: PaletteItem['run']): PaletteItem => ({
    key: `role ${verb} ${id}`,
    group: 'Roles',
    label,
    detail: null,
    keys: null,
    run,
  });
  return [
    item('open', `Open role ${name}`, { go: '/roles', search: { q: name, open: String(id) } }),
    ...(custom ? [item('edit', `Edit role ${name}`, { go: '/roles/edit', search: { id: String(id) } })] : []),
    item('compare', `Compare ${name} with …`, { go: '/roles/compare', search: { role: [String(id)] } }),
  ];
}

/** What can be done with the roles whose names, or the acts on which, are typed; nothing before two letters. */
export function roleItems(
  roles: readonly Pick<Role, 'id' | 'name' | 'custom'>[],
  typed: string,
): readonly PaletteItem[] {
  if (typed.trim().length < 2) return [];
  const all = roles.map(itemsOf);
  // Opening every role comes before editing the first: one may be looked for by half a name.
  const most = Math.max(0, ...all.map((items) => items.length));
  const byAct = Array.from({ length: most }, (_, act) => all.flatMap((items) => items[act] ?? [])).flat();
  return bestFirst(byAct, typed).slice(0, mostRoleItems);
}
