import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './daybook';
import { violations } from './readable';

test('Today shows the day’s sessions in order', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('Friday 20 November 2026')).toBeVisible();
  await expect(page).toHaveTitle(/Daybook/);
  const rows = page.getByRole('table').first().getByRole('row');
  await expect(rows).toHaveCount(6); // the head and five sessions
  const times = await rows.getByRole('cell').first().allInnerTexts();
  expect(times).toEqual([...times].sort());
  expect(await violations(page)).toEqual([]);
});

test('one click prints all of the day’s registers, and they can be saved elsewhere', async ({
  page,
  daybook,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Print today’s registers (5)' }).click();
  await expect(page.getByText('2026-11-20 registers.pdf').first()).toBeVisible();
  expect(readdirSync(join(daybook.college, 'papers'))).toEqual(['2026-11-20 registers.pdf']);
  await page.getByRole('button', { name: /Save elsewhere/ }).click();
  await expect.poll(() => existsSync(join(daybook.dialogs, '2026-11-20 registers.pdf'))).toBe(true);
  expect(await violations(page)).toEqual([]);
});

test('a day without sessions says when the next is', async ({ page }) => {
  await page.goto('/#/?date=2026-11-21');
  await expect(page.getByText(/next/i).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /print/i }).first()).toBeDisabled();
});
