import { readFileSync, statSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { Decrypter } from 'age-encryption';

/** Holds the button as a user would and gives back what stood there meanwhile; afterwards it is gone. */
export async function holdToRead(page: Page): Promise<string> {
  const panel = page.getByRole('region', { name: 'Credential' });
  const button = panel.getByRole('button', { name: /^Hold to show/ });
  await button.focus();
  await page.keyboard.down('Space');
  const shown = panel.locator('output[data-revealed]');
  await expect(shown).toBeVisible();
  const secret = (await shown.locator('[data-kind]').allInnerTexts()).join('');
  await page.keyboard.up('Space');
  await expect(shown).toHaveCount(0);
  return secret;
}

/** Opens a sealed file with its passphrase; also proves that only its owner may read it. */
export async function openSealed(path: string, passphrase: string): Promise<string> {
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return await decrypter.decrypt(new Uint8Array(readFileSync(path)), 'text');
}
