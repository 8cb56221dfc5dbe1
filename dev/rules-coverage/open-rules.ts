const oldTenants = 'tenants of 2.18 and older are not spoken yet';
const signOn = 'the settings of single sign-on are not read or written yet';
const reviews = 'reviews are not built yet';

/** Rules of the domain that are not built yet, each with what it waits for. A rule that gets its test goes from here. */
export const openRules: Readonly<Record<string, string>> = {
  V11: oldTenants,
  V13: 'departments can be switched off on 2.13 only; elsewhere the role is judged by its scope',
  V15: 'no tenant that is spoken tells whether its inference module is installed',
  V16: oldTenants,
  V17: oldTenants,
  V18: 'comparing the roles one subject holds belongs to effective access',
  V19: oldTenants,
  V31: 'nothing tells when a temporary password was changed; hand-overs are to watch it',
  V40: 'plans for the limits of the vendor’s own console are not written yet',
  V42: 'access keys of users are not shown yet',
  V43: 'roles are not edited yet',
  V44: 'roles are not edited yet',
  V45: 'roles are not edited yet',
  V46: oldTenants,
  V47: signOn,
  V48: signOn,
  V49: reviews,
  V50: reviews,
  V51: reviews,
  V54: 'what a smaller role takes away is to be shown by effective access',
  V55: oldTenants,
};
