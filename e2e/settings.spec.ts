import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, lock, passphrases, test, trySigningIn } from './daybook';
import { expectReadable, expectToFit } from './readable';

// A leader's day at the settings of one college: each test goes on where the one before ended.
test.use({ copy: 'settings' });
test.describe.configure({ mode: 'serial' });

const fourWords = /^[a-z]+(-[a-z]+){3}$/;
const own = 'thimble-orbit-cactus-parade';

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });
const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name });
// Each lock sets the tests' clock back, so that the newest is not always on top.
const byHand = (page: Page) => row(page, /by hand/);
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

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
  test.beforeEach(async ({ page }) => {
    await page.goto('/#/settings/access');
    await expect(row(page, /^Nadia/)).toContainText('You');
  });

  test('somebody is given access, and chooses a passphrase of their own', async ({ page }) => {
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
    const oneTime = (await handOver.getByText(fourWords).textContent()) ?? '';
    await expectReadable(page);
    await handOver.getByRole('button', { name: 'I have handed it over' }).click();
    await expect(row(page, /^Owen/)).toContainText('One-time passphrase');
    await expect(page.getByText(oneTime)).toHaveCount(0);

    await lock(page);
    await trySigningIn(page, 'Owen', oneTime);
    await expect(heading(page, 'Hello, Owen')).toBeVisible();
    await expectReadable(page);
    await expectToFit(page);
    const fresh = page.getByLabel('New passphrase', { exact: true });
    for (const [refused, reason] of [
      ['owen', /at least 12 letters/],
      [oneTime, /not the one you have/],
    ] as const) {
      await fresh.fill(refused);
      await page.keyboard.press('Enter');
      await expect(fresh).toHaveAccessibleDescription(reason);
    }
    await page.goto('/#/students');
    await expect(heading(page, 'Hello, Owen')).toBeVisible();
    await fresh.fill(own);
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Students')).toBeVisible();
  });

  test('whoever forgot theirs gets a one-time passphrase, and the old one is dead', async ({
    page,
  }) => {
    await row(page, /^Vera/).getByRole('button', { name: 'New passphrase for Vera' }).click();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Make a one-time passphrase' }).click();
    await expect(page.getByRole('dialog').getByText(fourWords)).toBeVisible();
    await page.getByRole('button', { name: 'I have handed it over' }).click();
    await expect(row(page, /^Vera/)).toContainText('One-time passphrase');
    await lock(page);
    await trySigningIn(page, 'Vera', passphrases.Vera);
    await expect(page.getByText(/does not fit the name/)).toBeVisible();
  });

  test('another role opens no more than it should, from the next sign-in on', async ({ page }) => {
    await row(page, /^Owen/).getByRole('button', { name: 'Role of Owen' }).click();
    await expectReadable(page);
    await page.getByRole('radio', { name: 'Volunteer' }).check();
    await page.getByRole('button', { name: 'Save role' }).click();
    await expect(row(page, /^Owen/)).toContainText('Volunteer');
    await lock(page);
    await trySigningIn(page, 'Owen', own);
    await expect(heading(page, 'Venues')).toBeVisible();
  });

  test('somebody leaves: the keys change, and what they did keeps their name', async ({ page }) => {
    await row(page, /^Owen/).getByRole('button', { name: 'Leaves: Owen' }).click();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Take access away' }).click();
    await expect(dialog(page, 'Leaves: Owen').getByText(/^The keys were changed/)).toBeVisible();
    await expectReadable(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('table').getByText('Owen')).toHaveCount(0);
    await expect(page.getByRole('listitem').filter({ hasText: 'Owen' })).toContainText(
      'Left on 20 Nov 2026',
    );
    await expectReadable(page);
    await lock(page);
    await expect(page.getByRole('radio')).toHaveCount(3);
    await expect(page.getByRole('radio', { name: /^Owen/ })).toHaveCount(0);
  });

  test('how long nobody may be there, and all keys, are for a leader to say', async ({ page }) => {
    await page.getByLabel('Lock when nobody has used it for').selectOption('15 minutes');
    await expect(page.getByText('Daybook locks after 15 minutes.')).toBeAttached();
    await page.getByRole('button', { name: 'Change all keys' }).click();
    await expectReadable(page);
    await page.keyboard.press('Escape');
    await page.reload();
    await expect(page.getByLabel('Lock when nobody has used it for')).toHaveValue('15');
  });
});

test.describe('backups', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/#/settings/backups');
    await expect(heading(page, 'Backups')).toBeVisible();
  });

  test('one is made, read from end to end, and proved', async ({ page, daybook }) => {
    await page.getByRole('button', { name: 'Make a backup now' }).click();
    await expect(page.getByRole('region', { name: /was made, opened, checked/ })).toBeVisible();
    await expect(byHand(page)).toContainText('1,877');
    const kept = readdirSync(join(daybook.college, 'backups'));
    expect(kept.filter((name) => name.endsWith('.daybook-backup')).length).toBeGreaterThan(0);
    await expectReadable(page);
    await expectToFit(page);

    await byHand(page)
      .getByRole('button', { name: /^Check/ })
      .click();
    await expect(page.getByRole('region', { name: /was read from end to end/ })).toBeVisible();
    await byHand(page)
      .getByRole('button', { name: /^Prove it/ })
      .click();
    await expect(page.getByRole('dialog').getByText(/it would come back/)).toBeVisible();
    await expect(row(page, 'Students 1,877 1,877')).toBeVisible();
    await expectReadable(page);
    await expectToFit(page);
    await page.keyboard.press('Escape');
    await expect(page.getByText('A restore was last proved on 20 Nov 2026.')).toBeVisible();
  });

  test('a restore says what it undoes, and waits for “I understand”', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Understanding Anxiety' }).click();
    await page.getByRole('link', { name: /13 Nov/ }).click();
    await page.getByRole('button', { name: 'Add a walk-in' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Robin Meadowcroft');
    await page.keyboard.press('Enter');
    await expect(row(page, /Robin Meadowcroft/)).toBeVisible();

    await page.goto('/#/settings/backups');
    await byHand(page)
      .getByRole('button', { name: /^Restore/ })
      .click();
    await expect(row(page, 'Students 1,877 1,878')).toBeVisible();
    await expectReadable(page);
    const restore = page.getByRole('button', { name: 'Restore this backup' });
    await expect(restore).toBeDisabled();
    await page.getByRole('checkbox', { name: 'I understand' }).check();
    await restore.click();
    await expect(page.getByRole('dialog').getByText(/^The records of .+ are back/)).toBeVisible();
    await expect(row(page, 'Students 1,877 1,877')).toBeVisible();
    await expectReadable(page);
    await page.keyboard.press('Escape');
    await expect(row(page, /before a restore/)).toBeVisible();

    await page.goto('/#/students?query=Meadowcroft');
    await expect(heading(page, 'Students')).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
  });

  test('copies go to a second place', async ({ page, daybook }) => {
    await page.getByRole('button', { name: 'Choose a second place…' }).click();
    await expect(page.getByText(`Copies go to ${daybook.dialogs}.`)).toBeVisible();
    await expect(page.getByText(/backups? (was|were) copied to/).first()).toBeVisible();
    const copied = readdirSync(daybook.dialogs).filter((name) => name.endsWith('.daybook-backup'));
    expect(copied.length).toBeGreaterThan(0);
    await expectReadable(page);
  });

  test('an administrator makes and proves them, and brings none back', async ({ page }) => {
    await lock(page);
    await trySigningIn(page, 'Amir', passphrases.Amir);
    await expect(heading(page, /^Good .+, Amir$/)).toBeVisible();
    await page.goto('/#/settings/backups');
    await expect(byHand(page).getByRole('button')).toHaveText(['Check', 'Prove it']);
    await byHand(page)
      .getByRole('button', { name: /^Prove it/ })
      .click();
    await expect(page.getByRole('dialog').getByText(/it would come back/)).toBeVisible();
  });
});

test.describe('who did what', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/#/settings/audit');
    await expect(page.getByRole('table')).toBeVisible();
  });

  test('says who and which fields, and is narrowed to a person and to days', async ({ page }) => {
    await expectReadable(page);
    await expectToFit(page);
    await expect(page.getByRole('table')).not.toContainText('Meadowcroft');
    await page.getByLabel('Person').selectOption('Owen');
    await expect(row(page, /change their passphrase/)).toContainText('Owen');
    for (const who of await page.getByRole('rowheader').allTextContents()) expect(who).toBe('Owen');
    await page.getByLabel('From').fill('2026-11-21');
    await expect(page.getByText('Nothing is recorded for this choice.')).toBeVisible();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect(page.getByLabel('Person')).toHaveValue('');
    await expect(row(page, /restore a backup/).first()).toContainText('Nadia');
  });

  test('is checked from end to end, and printed', async ({ page, daybook }) => {
    await page.getByRole('button', { name: 'Check that it is whole' }).click();
    await expect(page.getByRole('region', { name: /^The audit is whole/ })).toBeVisible();
    await page.getByRole('button', { name: 'Print' }).click();
    await expect(
      page.getByRole('region', { name: 'The record of who did what is ready' }),
    ).toBeVisible();
    await expectReadable(page);
    const [paper = ''] = readdirSync(join(daybook.college, 'papers'));
    const text = execFileSync('pdftotext', [join(daybook.college, 'papers', paper), '-'], {
      encoding: 'utf8',
    });
    expect(text).toContain('The audit is whole');
    expect(text).toContain('take somebody’s access away');
  });
});

test('when the records no longer open, a leader brings a backup back', async ({
  page,
  daybook,
}) => {
  await page.goto('/');
  await lock(page);
  rmSync(join(daybook.college, 'data', 'college.daybook'));
  await trySigningIn(page, 'Nadia', passphrases.Nadia);
  await expect(page.getByText(/has lost its file college.daybook/)).toBeVisible();
  await expectReadable(page);
  await expectToFit(page);
  await byHand(page)
    .getByRole('button', { name: /^Restore/ })
    .click();
  await expect(row(page, 'Students 1,877 Not known')).toBeVisible();
  await page.getByRole('checkbox', { name: 'I understand' }).check();
  await page.getByRole('button', { name: 'Restore this backup' }).click();
  await expect(page.getByRole('dialog').getByText(/^The records of .+ are back/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open the college' }).click();
  await page.getByRole('link', { name: 'Students' }).click();
  await expect(page.getByText(/1,877/).first()).toBeVisible();
});
