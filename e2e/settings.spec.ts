import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, lock, passphrases, test, trySigningIn } from './daybook';
import { expectReadable, expectToFit } from './readable';

// A leader's day at the settings of one college: each test goes on where the one before ended.
test.use({ copy: 'settings' });
test.describe.configure({ mode: 'serial' });

const own = 'thimble-orbit-cactus-parade';

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });
const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name });
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const said = (page: Page) => page.getByRole('status');

test('the settings are in sight of those they are for', async ({ page }) => {
  await page.goto('/#/settings');
  await expect(page.getByRole('main').getByRole('link')).toHaveCount(4);
  await expectReadable(page);
  await expectToFit(page);
  await page.getByRole('link', { name: /^For me/ }).click();
  await expect(page.getByText('Nadia · Leader')).toBeVisible();
  await expectReadable(page);
  await expectToFit(page);
  await page.getByRole('button', { name: 'Change my passphrase' }).click();
  await expectReadable(page);
  await page.getByLabel('Your passphrase now', { exact: true }).fill('not this one');
  await page.getByLabel('New passphrase', { exact: true }).fill(own);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Your passphrase now', { exact: true })).toHaveAccessibleDescription(
    'This is not your passphrase.',
  );
});

test.describe('people with access', () => {
  let oneTime = '';

  test('somebody is given access, and chooses a passphrase of their own', async ({ page }) => {
    await page.goto('/#/settings/access');
    await expect(row(page, /^Nadia/)).toContainText('You');
    await expectReadable(page);
    await expectToFit(page);
    await page.getByRole('button', { name: 'Give somebody access' }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await expectReadable(page);
    await name.fill('amir');
    await page.keyboard.press('Enter');
    await expect(name).toHaveAccessibleDescription(/Somebody else has this name/);
    await name.fill('Owen');
    await page.getByRole('radio', { name: 'Administrator' }).check();
    await page.getByRole('button', { name: 'Give access' }).click();
    const handOver = dialog(page, 'A one-time passphrase for Owen');
    oneTime = (await handOver.getByText(/^[a-z]+(-[a-z]+){3}$/).textContent()) ?? '';
    await expectReadable(page);
    await handOver.getByRole('button', { name: 'I have handed it over' }).click();
    await expect(row(page, /^Owen/)).toContainText('One-time passphrase');
    await expect(page.getByText(oneTime)).toHaveCount(0);

    await lock(page);
    await trySigningIn(page, 'Owen', oneTime);
    await expect(heading(page, 'Hello, Owen')).toBeVisible();
    await expectReadable(page);
    await expectToFit(page);
    await page.goto('/#/students');
    await expect(heading(page, 'Hello, Owen')).toBeVisible();
  });

  test('nothing opens with a one-time passphrase but the choice of one’s own', async ({ page }) => {
    await lock(page);
    await trySigningIn(page, 'Owen', oneTime);
    const fresh = page.getByLabel('New passphrase', { exact: true });
    await fresh.fill('owen');
    await page.keyboard.press('Enter');
    await expect(fresh).toHaveAccessibleDescription(/at least 12 letters/);
    await fresh.fill(oneTime);
    await page.keyboard.press('Enter');
    await expect(fresh).toHaveAccessibleDescription(/not the one you have/);
    await fresh.fill(own);
    await page.keyboard.press('Enter');
    await expect(heading(page, /^Good .+, Owen$/)).toBeVisible();
  });
});
