import type { FieldValue } from '../domain/change.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';
import { roleFieldWords } from './merge-role.ts';

const fields: Readonly<Record<string, string>> = {
  email: 'E-mail',
  isLocal: 'Local user',
  firstName: 'First name',
  lastName: 'Last name',
  groups: 'Groups',
  lastLogin: 'Last login',
  rules: 'Access rules',
  subject: 'Subject',
  role: 'Role',
  scope: 'Scope',
  name: 'Name',
  clientId: 'Client ID',
  enabled: 'Enabled',
  createdBy: 'Created by',
  createdAt: 'Created',
  mail: 'Link by e-mail',
  password: 'Password',
  secret: 'Client secret',
  description: 'Description',
};

/** A field's name for people; one we do not know is shown as it came. */
export function fieldWords(field: string): string {
  const known = fields[field];
  if (known !== undefined) return known;
  const words = roleFieldWords(field, (type) => resourceTypeWords(type).name);
  return words === field ? field : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** A value for people. Null and empty lists have no words: the caller shows a dash. */
export function valueLines(value: FieldValue): readonly string[] {
  if (value === null || value === '') return [];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  return Array.isArray(value) ? value : [String(value)];
}
