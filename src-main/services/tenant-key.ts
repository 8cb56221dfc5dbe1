import { createHash } from 'node:crypto';

/**
 * The key of a tenant and account: names its folder and its keychain entry, so it is short, the same every time, and
 * safe in any file system. E-mails are the same in any case. Pure.
 */
export function tenantKey(origin: string, account: string): string {
  const who = account.includes('@') ? account.toLowerCase() : account;
  return createHash('sha256').update(`${origin}\n${who}`).digest('hex').slice(0, 20);
}

/** The demo tenant's key. Its port changes with every start, its folder must not. Pure. */
export function demoTenantKey(account: string): string {
  return `demo-${tenantKey('demo', account)}`;
}

/** Whether a text can be a key, before it becomes part of a path. */
export function isTenantKey(text: string): boolean {
  return /^(?:demo-)?[0-9a-f]{20}$/.test(text);
}
