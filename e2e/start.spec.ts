import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, lock, test, trySigningIn } from './daybook';
import { expectReadable, expectToFit } from './readable';

// One college, from its first run on: each test goes on where the one before ended.
test.use({ copy: 'new', empty: true, who: '' });
test.describe.configure({ mode: 'serial' });

const chosen = 'gravel-mitten-candle-harvest';
const recovered = 'walnut-ribbon-ladder-meadowlark';

const passphrase = (page: Page) => page.getByRole('textbox', { name: 'Your passphrase' });
const today = (page: Page) => page.getByRole('heading', { level: 1, name: /^Good .+, Siân$/ });

const papersOf = (daybook: { college: string }) => join(daybook.college, 'papers');

// The sheet that the college began with, and the one that counts in the end.
let superseded: string[] = [];
let counting: string[] = [];

/** The groups of the one sheet in the folder, as they stand on the paper. */
function groupsOnPaper(papers: string): string[] {
  const sheets = readdirSync(papers);
  expect(sheets).toHaveLength(1);
  const text = execFileSync('pdftotext', ['-layout', join(papers, sheets[0] ?? ''), '-'], {
    encoding: 'utf8',
  });
  const groups: string[] = [];
  for (const [, number, letters] of text.matchAll(/\b([1-8]) +([A-Z2-7]{5})\b/g)) {
    groups[Number(number) - 1] = letters ?? '';
  }
  expect(groups.filter(Boolean)).toHaveLength(8);
  return groups;
}

/** Types the groups that are asked for, out of all there are. */
async function typeBack(page: Page, groups: string[]) {
  await expect(page.getByRole('textbox', { name: /^Group \d$/ })).toHaveCount(2);
  for (const [at, letters] of groups.entries()) {
    const field = page.getByRole('textbox', { name: `Group ${at + 1}` });
    if (await field.isVisible()) await field.fill(letters);
  }
}

test('a passphrase that is easy to guess is refused at its field', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome to Daybook' })).toBeVisible();
  await expect(passphrase(page)).toHaveValue(/^[a-z]+(-[a-z]+){3}$/); // suggested at once
  await expectReadable(page);
  await expectToFit(page);
  await page.getByRole('textbox', { name: 'Name of the college' }).fill('Norbrook College');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Siân');
  for (const [weak, reason] of [
    ['short', /at least 12 letters/],
    ['norbrookcollege', /names that everybody here knows/],
    ['lantern-orchard-violin-harbour', /belongs to the sample college/],
  ] as const) {
    await passphrase(page).fill(weak);
    await page.keyboard.press('Enter');
    await expect(passphrase(page)).toHaveAccessibleDescription(reason);
  }
  await expectReadable(page);
  await page.getByRole('alert').getByRole('button').click();
  await expect(passphrase(page)).toBeFocused();
});

test('the recovery sheet is printed and typed back before the college opens', async ({
  page,
  daybook,
}) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Name of the college' }).fill('Norbrook College');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Siân');
  await passphrase(page).fill(chosen);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Your recovery sheet' })).toBeVisible();
  await expectReadable(page);
  await expectToFit(page);
  const lost = groupsOnPaper(papersOf(daybook));

  await page.getByRole('button', { name: 'I cannot find it – make another' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the college' })).toHaveValue(
    'Norbrook College',
  );
  await expect(passphrase(page)).not.toHaveValue(chosen);
  await passphrase(page).fill(chosen);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Your recovery sheet' })).toBeVisible();

  const start = page.getByRole('button', { name: 'Start our college' });
  await typeBack(page, lost);
  await start.click();
  await expect(page.getByText(/not what is printed there/).first()).toBeVisible();
  await expectReadable(page);
  superseded = groupsOnPaper(papersOf(daybook));
  await typeBack(page, superseded);
  await start.click();
  await expect(today(page)).toBeVisible();
  expect(readdirSync(papersOf(daybook))).toEqual([]);
  await expectReadable(page);
});

test('a new recovery sheet takes the place of the old one', async ({ page, daybook }) => {
  await page.goto('/#/settings/access');
  await page.getByRole('button', { name: 'New recovery sheet' }).click();
  await expectReadable(page);
  await page.getByRole('button', { name: 'Make the sheet' }).click();
  await expect(page.getByText(/^The sheet is ready/)).toBeVisible();
  await expectReadable(page);
  counting = groupsOnPaper(papersOf(daybook));
  await typeBack(page, counting);
  await page.getByRole('button', { name: 'Use this sheet from now on' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(readdirSync(papersOf(daybook))).toEqual([]);
});

test('a leader who forgot their passphrase comes in with the sheet that counts', async ({
  page,
}) => {
  await page.goto('/');
  await lock(page);
  await page.getByRole('button', { name: 'I forgot my passphrase' }).click();
  await page.getByRole('button', { name: 'Use the recovery sheet' }).click();
  const first = page.getByRole('textbox', { name: 'Group 1' });
  await expect(first).toBeFocused();
  await expectReadable(page);
  await expectToFit(page);
  await page.getByRole('textbox', { name: 'New passphrase' }).fill(recovered);

  const refusals = [
    [superseded.join(' '), /not the sheet that counts|does not open/],
    [counting.join(' ').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), /^Group 8 is not/],
  ] as const;
  for (const [sheet, sentence] of refusals) {
    await first.fill(sheet);
    await page.keyboard.press('Enter');
    await expect(first).toHaveAccessibleDescription(sentence);
  }
  await expectReadable(page);
  await first.fill(counting.join(' '));
  await page.keyboard.press('Enter');
  await expect(today(page)).toBeVisible();

  await lock(page);
  await trySigningIn(page, 'Siân', chosen);
  await expect(page.getByText(/does not fit the name/)).toBeVisible();
  await trySigningIn(page, 'Siân', recovered);
  await expect(today(page)).toBeVisible();
});
