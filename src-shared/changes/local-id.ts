const prefix = 'local:';

/** The id of a user or service account that a change makes, until the tenant gives one. */
export const localIdOf = (changeId: string): string => prefix + changeId;

/** The change that makes what has this id; null for an id of the tenant. */
export function changeOfLocalId(id: string): string | null {
  return id.startsWith(prefix) ? id.slice(prefix.length) : null;
}
