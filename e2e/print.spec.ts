import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './daybook';
import { expectReadable, expectToFit } from './readable';

// The papers it makes and deletes are those of a college of its own.
test.use({ copy: 'print' });

const make = (page: Page) => page.getByRole('button', { name: 'Make it' });
const preview = (page: Page) => page.getByRole('region', { name: /^Preview: / });
const registers = '2026-11-20 registers.pdf';

test('a paper is chosen, looked at, made, and stands on the list', async ({ page, daybook }) => {
  const file = join(daybook.college, 'papers', registers);
  await page.goto('/');
  await page.getByRole('link', { name: 'Print centre' }).click();
  await expect(page.getByRole('region', { name: 'Registers' })).toBeVisible();
  await expectReadable(page);
  await expectToFit(page);
  await page.getByRole('link', { name: /^The day’s registers/ }).click();
  await expect(page.getByLabel('Day', { exact: true })).toHaveValue('2026-11-20');
  await expectReadable(page);
  await expectToFit(page);

  await page.getByRole('button', { name: 'Look at it first' }).click();
  await expect(
    preview(page)
      .getByRole('status')
      .filter({ hasText: /^Page 1 of \d+$/ }),
  ).toBeVisible();
  await expect(preview(page).locator('canvas')).toBeVisible();
  // What it says is there for a screen reader, in parts.
  await expect(preview(page).getByRole('heading').first()).toBeAttached();
  await expect(preview(page).getByRole('table').first()).toBeAttached();
  expect(existsSync(file)).toBe(false);
  await expectReadable(page);
  await expectToFit(page);

  await make(page).click();
  const ready = page.getByRole('region', { name: 'Ready: The day’s registers' });
  await expect(ready).toContainText(registers);
  expect(existsSync(file)).toBe(true);

  await page.getByRole('link', { name: 'Papers made' }).click();
  const row = page.getByRole('row', { name: new RegExp(registers) }).first();
  await expect(row).toContainText('Nadia');
  await expectReadable(page);
  await expectToFit(page);
  await row.getByRole('button', { name: /^Delete / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toContainText('Gone');
  expect(existsSync(file)).toBe(false);
});

test('what is missing is said by its field', async ({ page }) => {
  await page.goto('/#/print?kind=courseRegister');
  await page.getByRole('button', { name: 'Look at it first' }).click();
  const run = page.getByRole('combobox', { name: 'Run of a course' });
  await expect(run).toHaveAccessibleDescription(/\S/);
  await expectReadable(page);
  await run.fill('anxiety');
  await page
    .getByRole('option', { name: /Understanding Anxiety/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Look at it first' }).click();
  await expect(preview(page).locator('canvas')).toBeVisible();
});

test('making is stopped, and no file stays', async ({ page, daybook }) => {
  await page.goto('/#/print?kind=prospectus');
  await make(page).click();
  const stop = page.getByRole('button', { name: 'Stop' });
  const ended = page.getByRole('region', { name: /^Ready: / });
  // A fast computer has made it before anybody can stop it.
  await expect(stop.or(ended).first()).toBeVisible();
  const stopped = await stop.click({ timeout: 1_000 }).then(
    () => true,
    () => false,
  );
  await expect(make(page)).not.toHaveAttribute('aria-disabled', 'true');
  if (!stopped || (await ended.isVisible())) return;
  const left = readdirSync(join(daybook.college, 'papers')).filter((name) =>
    /prospectus|making/.test(name),
  );
  expect(left).toEqual([]);
});

test('a session leads here, and a certificate nobody knows is told so', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Understanding Anxiety' }).click();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await page.getByRole('menuitem', { name: /More papers/ }).click();
  await page.getByRole('link', { name: /^Sign-in sheet/ }).click();
  await expect(page.getByRole('combobox', { name: 'Session' })).toHaveValue(
    /Understanding Anxiety/,
  );
  await page.getByRole('link', { name: 'Check a certificate' }).click();
  await page.getByRole('textbox', { name: 'Code' }).fill('AAAAAAAAAA');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Daybook knows no certificate with this code.')).toBeVisible();
  await expectReadable(page);
  await expectToFit(page);
});

test.describe('a volunteer', () => {
  test.use({ who: 'Vera' });
  test('prints the sheet of a venue, and is offered no other paper', async ({ page }) => {
    await page.goto('/#/print');
    await expect(page.getByRole('link', { name: /^Venue sheet/ })).toBeVisible();
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
    await expect(page.getByRole('link', { name: 'Papers made' })).toHaveCount(0);
  });
});
