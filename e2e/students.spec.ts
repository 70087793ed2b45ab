import { expect, test } from './daybook';
import { violations } from './readable';

const search = 'Find a student';

test('students are found whatever the accents', async ({ page }) => {
  await page.goto('/#/students');
  await expect(page.getByText(/1,877/).first()).toBeVisible();
  for (const [typed, found] of [
    ['sian', /Siân/],
    ['lukasz', /Łukasz/],
    ['obrien', /O’Brien/],
    ['S-01877', /S-01877/],
  ] as const) {
    await page.getByLabel(search).fill(typed);
    await expect(page.getByRole('table').getByText(found).first()).toBeVisible();
  }
  expect(await violations(page)).toEqual([]);
});

test('the list says nothing about a person but who they are and what is next', async ({ page }) => {
  await page.goto('/#/students');
  const heads = await page.getByRole('table').getByRole('columnheader').allInnerTexts();
  expect(heads).toEqual(['Reference', 'Name', 'Area', 'Next session']);
});

test('pages are turned, and nothing found says so', async ({ page }) => {
  await page.goto('/#/students');
  await page.getByRole('button', { name: /Next/ }).click();
  await expect(page.getByText(/Page 2 of 38/)).toBeVisible();
  await page.getByLabel(search).fill('zzzz');
  await expect(page.getByRole('table')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});
