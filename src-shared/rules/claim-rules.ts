import type { Finding } from './finding.ts';

/** Names of the attributes as the product calls them where nothing else is mapped (domain §3.2). */
export const defaultMappers: Readonly<Record<string, string>> = {
  email: 'email',
  groups: 'GROUPS',
  uid: 'UID',
  gid: 'GID',
  supplementaryGroups: 'SUPPLEMENTARYGROUPS',
};

const isId = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** What a claim is, in words. */
export function kindOfClaim(value: unknown): string {
  if (value === null) return 'nothing';
  if (!Array.isArray(value)) return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  const kinds = [...new Set(value.map((each) => (each === null ? 'nothing' : typeof each)))];
  return value.length === 0 ? 'an empty list' : `a list of ${kinds.join(' and ')}`;
}

interface Expected {
  readonly words: string;
  readonly fits: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
/** Later versions also take an object whose values are names. */
const areNames = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.every(isText)
    : typeof value === 'object' && value !== null && Object.values(value).every(isText);

const expected: Readonly<Record<string, Expected>> = {
  email: { words: 'one text', fits: isText },
  groups: { words: 'a list of texts', fits: areNames },
  uid: { words: 'a whole number of 0 or more', fits: isId },
  gid: { words: 'a whole number of 0 or more', fits: isId },
  supplementaryGroups: {
    words: 'a list of whole numbers',
    fits: (value) => Array.isArray(value) && value.every(isId),
  },
};

/**
 * V48 of what an identity provider sends: claims of a token or attributes of an assertion, by name. The e-mail has to be
 * there; the others may be missing, and have to be of their type where they are not.
 */
export function checkClaims(
  claims: Readonly<Record<string, unknown>>,
  mappers: Readonly<Record<string, string | null>> | null,
): Finding[] {
  const say = (severity: Finding['severity'], about: string, message: string): Finding => ({
    rule: 'V48',
    severity,
    field: 'claims',
    message,
    about,
  });
  return Object.entries(expected).flatMap(([what, { words, fits }]): Finding[] => {
    const name = mappers?.[what] ?? defaultMappers[what] ?? what;
    const value = claims[name];
    if (value === undefined) {
      const other = Object.keys(claims).find((one) => one.toLowerCase() === name.toLowerCase());
      const hint = other === undefined ? '' : ` It is called ${other} there; names are compared exactly.`;
      if (what === 'email')
        return [say('block', what, `${name} is missing, so everybody is refused with 401.${hint}`)];
      return hint === '' ? [] : [say('warn', what, `${name} is missing.${hint}`)];
    }
    if (fits(value)) return [];
    return [say('block', what, `${name} has to be ${words}, and is ${kindOfClaim(value)}.`)];
  });
}
