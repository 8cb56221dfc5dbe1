import {
  type Fields,
  permissionField,
  roleContentFields,
  setField,
} from '../../../src-shared/changes/base-fields.ts';
import { placeWords } from '../../../src-shared/changes/place-words.ts';
import type { Base, Edit, FieldValue } from '../../../src-shared/domain/change.ts';

/** Changes by itself, and says nothing about what was done. */
const quiet = new Set(['lastLogin', 'userId', 'replaces']);

const wordsOf = (value: FieldValue): string =>
  Array.isArray(value) ? value.join(', ') : value === null ? 'nothing' : String(value);

function fieldWords([name, value]: readonly [string, FieldValue]): string {
  if (name.startsWith(setField)) return `permission set ${wordsOf(value)}`;
  const label = name.startsWith(permissionField) ? name.slice(permissionField.length) : name;
  return `${label}: ${wordsOf(value)}`;
}

const said = (fields: Fields): string =>
  Object.entries(fields)
    .filter(([name]) => !quiet.has(name))
    .map(fieldWords)
    .join('; ');

/** Those of one side that the other has not, or otherwise. */
const otherThan = (fields: Fields, other: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(other[name])),
  );

function wished(edit: Edit): Fields {
  switch (edit.kind) {
    case 'rule.create':
      return {
        subject: `${edit.subject.type} ${edit.subject.id}`,
        role: edit.roleName,
        scope: placeWords(edit.scope.type, edit.scopeName),
      };
    case 'role.create':
    case 'role.update':
      return roleContentFields(edit);
    case 'role.set-enabled':
    case 'service-account.set-enabled':
      return { enabled: edit.enabled };
    default:
      return {};
  }
}

/**
 * What was there and what is to be, with names, for the journal (domain §4.8): of what is edited only what differs, of what is
 * made or goes all of it. A side that says nothing is left out.
 */
export function beforeAfter(
  edit: Edit,
  base: Base | null,
): { readonly before?: string; readonly after?: string } {
  const there = base?.fields ?? {};
  const wanted = wished(edit);
  const isSwitch = edit.kind === 'role.set-enabled' || edit.kind === 'service-account.set-enabled';
  const isEdit = isSwitch || edit.kind === 'role.update';
  /** Switching says nothing about the rest, and editing nothing about the switch. */
  const seen = Object.fromEntries(
    Object.entries(there).filter(([name]) => !isEdit || (name === 'enabled') === isSwitch),
  );
  const before = said(isEdit ? otherThan(seen, wanted) : seen);
  const after = said(isEdit ? otherThan(wanted, seen) : wanted);
  return { ...(before === '' ? {} : { before }), ...(after === '' ? {} : { after }) };
}
