/** A wish for a local user without a first rule, and the consent to that (V10). */
export const aBareUser = (email: string) => ({
  kind: 'local' as const,
  email,
  firstName: null,
  lastName: null,
  grants: [],
  notify: false,
  acknowledged: ['V10'],
});
