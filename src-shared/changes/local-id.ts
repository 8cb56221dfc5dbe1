/** The id of a user or service account that a change makes, until the tenant gives one. */
export const localIdOf = (changeId: string): string => `local:${changeId}`;
