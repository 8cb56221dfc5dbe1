import { foldEmail } from '../../../src-shared/rules/email-key.ts';

/**
 * Whether something found after a lost reply can be what we were making. A person is known by the e-mail; what a machine made
 * carries one of its names, and nobody says which (tenant-api §5, question 2), so that only a person's name speaks against
 * a machine. An empty author says nothing (tenant-api §3.4). Pure.
 */
export function canBeOurs(createdBy: string, actor: string): boolean {
  if (createdBy === '') return true;
  const person = createdBy.includes('@');
  if (person !== actor.includes('@')) return false;
  return !person || foldEmail(createdBy) === foldEmail(actor);
}
