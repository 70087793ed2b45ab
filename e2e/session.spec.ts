import { expect, test } from './daybook';
import { violations } from './readable';

test('a register is marked by keyboard, and undone', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Understanding Anxiety' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Understanding Anxiety');
  // At 8:45 a session at 10:00 cannot be marked; one of an earlier day can be put right.
  await page.getByRole('link', { name: /13 Nov/ }).click();
  const groups = page.getByRole('radiogroup').or(page.getByRole('group'));
  await expect(groups.first()).toBeVisible();
  await page
    .getByRole('radio', { name: /Present/ })
    .first()
    .focus();
  await page.keyboard.press('l');
  await expect(page.getByRole('radio', { name: /late/i }).first()).toBeChecked();
  await expect(page.getByText(/Saved/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('radio', { name: /late/i }).first()).not.toBeChecked();
  expect(await violations(page)).toEqual([]);
});

test('a session too early to mark says from when', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Understanding Anxiety' }).click();
  await expect(page.getByText(/9:30|09:30/).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('dark is as readable as light', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const route of ['/', '/#/students']) {
    await page.goto(route);
    await expect(page.getByRole('table').first()).toBeVisible();
    expect(await violations(page), route).toEqual([]);
  }
});

test('nothing scrolls sideways at twice the size', async ({ page }) => {
  await page.setViewportSize({ width: 683, height: 384 });
  for (const route of ['/', '/#/students']) {
    await page.goto(route);
    await expect(page.getByRole('table').first()).toBeVisible();
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider, route).toBeLessThanOrEqual(0);
  }
});
