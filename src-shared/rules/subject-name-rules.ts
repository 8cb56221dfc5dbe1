import type { Finding } from './finding.ts';
import { oddCharacters } from './odd-characters.ts';

const serviceAccountPattern = /^[a-z][-_a-z0-9]*[a-z0-9]$/;

/** Keys one user may have (V09). */
const keysPerUser = 20;

/** V08: a group's name is matched letter by letter with what the identity provider sends. */
export function checkGroupName(groupName: string, known: readonly string[]): Finding[] {
  const make = (severity: Finding['severity'], message: string): Finding => ({
    rule: 'V08',
    severity,
    field: 'group',
    message,
  });
  if (groupName.trim() === '')
    return [make('block', 'Enter the group’s name as the identity provider sends it.')];
  const found: Finding[] = [];
  if (groupName !== groupName.trim()) {
    found.push(make('warn', 'The name begins or ends with a space. It has to match letter by letter.'));
  }
  const hidden = oddCharacters(groupName).find((odd) => odd.kind === 'invisible');
  if (hidden !== undefined) {
    found.push(make('warn', `The name holds an invisible character, ${hidden.shown} (${hidden.codePoint}).`));
  }
  const folded = groupName.trim().toLowerCase();
  const variant = known.find((other) => other !== groupName && other.trim().toLowerCase() === folded);
  if (variant !== undefined && !known.includes(groupName)) {
    found.push(
      make('warn', `There is a group “${variant}”. Capitals count: “${groupName}” would be another group.`),
    );
  }
  return found;
}

/** V09: names of service accounts follow the tenant's pattern and are unique. */
export function checkServiceAccountName(accountName: string, taken: readonly string[]): Finding[] {
  return checkClientName(accountName, taken, 'There is a service account');
}

/** V09: names of a user's own access keys follow the same pattern, and are unique among them. */
export function checkAccessKeyName(keyName: string, own: readonly string[]): Finding[] {
  if (keyName.length === 1 || keyName.length > 255) {
    const message = 'A name has 2 to 255 characters.';
    return [{ rule: 'V09', severity: 'block', field: 'name', message }];
  }
  return checkClientName(keyName, own, 'You have an access key');
}

function checkClientName(clientName: string, taken: readonly string[], there: string): Finding[] {
  const make = (message: string): Finding => ({ rule: 'V09', severity: 'block', field: 'name', message });
  if (!serviceAccountPattern.test(clientName)) {
    return [
      make(
        'A name starts with a small letter, ends with a small letter or digit, and has only small letters, digits, - and _ between.',
      ),
    ];
  }
  return taken.includes(clientName) ? [make(`${there} “${clientName}” already.`)] : [];
}

/** V09: a user has at most 20 access keys. */
export function checkKeyCount(existing: number): Finding[] {
  if (existing < keysPerUser) return [];
  return [
    {
      rule: 'V09',
      severity: 'block',
      field: 'keys',
      message: `A user has at most ${keysPerUser} access keys. Delete one first.`,
    },
  ];
}
