import { partsOfKey, permissionKey } from '../../../../src-shared/access/permission-keys.ts';
import { scopeOfText } from '../../../ui/access/scope-options.ts';

/** Which roles are looked at. */
export const amongChoices = ['all', 'predefined', 'custom'] as const;

/** See {@link amongChoices}. */
export type Among = (typeof amongChoices)[number];

/** What a wish keeps in the address. */
export interface LeastSearch {
  /** Single permissions that are needed, as keys: `read users`. */
  readonly need?: readonly string[];
  /** Where, as `project:42`. */
  readonly at?: readonly string[];
  readonly among?: Exclude<Among, 'all'>;
}

/** The contract's limits. */
const mostNeeds = 500;

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(list.filter((each): each is string => typeof each === 'string'))].slice(0, mostNeeds);
}

/** Takes from an address what the wish knows; never fails. */
export function readLeastSearch(raw: Readonly<Record<string, unknown>>): LeastSearch {
  const need = texts(raw['need']).filter((key) => {
    const { resourceType, action } = partsOfKey(key);
    return (
      action !== '' && resourceType !== '' && key === permissionKey(resourceType, action) && key.length < 240
    );
  });
  const at = texts(raw['at']).filter((text) => scopeOfText(text) !== null);
  const among = amongChoices.find((choice) => choice === raw['among']);
  return {
    ...(need.length > 0 ? { need } : {}),
    ...(at.length > 0 ? { at } : {}),
    ...(among === undefined || among === 'all' ? {} : { among }),
  };
}
