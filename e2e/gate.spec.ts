import type { Page } from '@playwright/test';
import { expect, lock, type Person, passphrases, signIn, test, trySigningIn } from './daybook';
import { expectReadable, expectToFit } from './readable';

test.use({ copy: 'gate' });

const passphrase = (page: Page) => page.getByLabel('Passphrase', { exact: true });
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });
const today = (page: Page, who: Person) => heading(page, new RegExp(`^Good .+, ${who}$`));

test.describe('at the gate', () => {
  test.use({ who: '' });

  test.beforeEach(async ({ page }) => {
    await page.goto('/');
    await expect(passphrase(page)).toBeVisible();
  });
  test.afterEach(async ({ page }) => {
    if (await page.getByRole('navigation', { name: 'Areas' }).isVisible()) await lock(page);
  });

  test('the college is opened by keyboard alone', async ({ page }) => {
    await expect(heading(page, /Wexmoor/)).toBeVisible();
    await expectReadable(page);
    await expectToFit(page);
    await expect(passphrase(page)).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: /^Nadia/ })).toBeChecked();
    await page.keyboard.press('Tab');
    await page.keyboard.type(passphrases.Nadia);
    await page.keyboard.press('Enter');
    await expect(today(page, 'Nadia')).toBeVisible();
    await expect(page.locator('main')).toBeFocused();
  });

  test('a wrong passphrase is refused at its field, and the next leader hears of it', async ({
    page,
  }) => {
    await trySigningIn(page, 'Vera', 'bluebell-compass-pancake-marsh');
    await expect(passphrase(page)).toHaveAccessibleDescription(/does not fit the name/);
    await expect(passphrase(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(passphrase(page)).toBeFocused();
    await expectReadable(page);
    await trySigningIn(page, 'Vera', passphrases.Vera);
    await expect(heading(page, 'Venues')).toBeVisible();
    await expect(page.getByText(/wrong passphrase/)).toHaveCount(0);

    await lock(page);
    await trySigningIn(page, 'Nadia', passphrases.Nadia);
    const told = page.getByRole('region', { name: /1 wrong passphrase was tried for Vera/ });
    await expect(told).toBeVisible();
    await expectReadable(page);
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await expect(told).toHaveCount(0);

    await lock(page);
    await trySigningIn(page, 'Nadia', passphrases.Nadia);
    await expect(today(page, 'Nadia')).toBeVisible();
    await expect(told).toHaveCount(0); // told once
  });

  test('a passphrase is in sight only while it is asked for', async ({ page }) => {
    await passphrase(page).fill('plain to see');
    await expect(passphrase(page)).toHaveAttribute('type', 'password');
    await page.getByRole('button', { name: 'Show: Passphrase' }).click();
    await expect(passphrase(page)).toHaveAttribute('type', 'text');
    await page.getByRole('button', { name: 'Hide: Passphrase' }).click();
    await expect(passphrase(page)).toHaveAttribute('type', 'password');
  });

  test('the sample’s published passphrases are filled in by a button', async ({ page }) => {
    for (const [name, published] of Object.entries(passphrases)) {
      await page.getByRole('button', { name: `Use the passphrase of ${name}` }).click();
      await expect(page.getByRole('radio', { name: new RegExp(`^${name}`) })).toBeChecked();
      await expect(passphrase(page)).toHaveValue(published);
    }
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Venues')).toBeVisible();
  });

  test('who forgot their passphrase is told whom to ask', async ({ page }) => {
    await page.getByRole('button', { name: 'I forgot my passphrase' }).click();
    const dialog = page.getByRole('dialog', { name: 'I forgot my passphrase' });
    await expect(dialog.getByText(/Ask a leader/)).toBeVisible();
    await expectReadable(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'I forgot my passphrase' })).toBeFocused();
  });
});

test('what was being typed when the window was locked is offered again to whoever typed it', async ({
  page,
}) => {
  const draft = page.getByRole('region', { name: /You were adding a walk-in/ });
  const name = page.getByRole('textbox', { name: 'Name' });
  await page.goto('/');
  await page.getByRole('link', { name: 'Understanding Anxiety' }).click();
  await page.getByRole('link', { name: /13 Nov/ }).click();
  await page.getByRole('button', { name: 'Add a walk-in' }).click();
  await expectReadable(page);
  await name.fill('Morgan Fairweather');
  await lock(page);
  await expect(page.getByText('What was being typed has been kept')).toBeVisible();
  await expect(page.locator('body')).not.toContainText('Morgan');

  await trySigningIn(page, 'Amir', passphrases.Amir);
  await expect(today(page, 'Amir')).toBeVisible();
  await expect(draft).toHaveCount(0);

  await signIn(page, 'Nadia');
  await expect(draft).toBeVisible();
  await expectReadable(page);
  await draft.getByRole('button', { name: 'Carry on' }).click();
  await expect(name).toHaveValue('Morgan Fairweather');
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Morgan Fairweather/ })).toBeVisible();

  await lock(page);
  await trySigningIn(page, 'Nadia', passphrases.Nadia);
  await expect(today(page, 'Nadia')).toBeVisible();
  await expect(draft).toHaveCount(0);
});

test.describe('a volunteer', () => {
  test.use({ who: 'Vera' });

  test('lands on the venues and is shown nothing else', async ({ page }) => {
    await expect(heading(page, 'Venues')).toBeVisible();
    await expectReadable(page);
    await expectToFit(page);
    const areas = page.getByRole('navigation', { name: 'Areas' }).getByRole('link');
    await expect(areas).toHaveText(['Venues']);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option', { name: 'Go to Venues' })).toBeVisible();
    await expect(
      page.getByRole('option', { name: /Today|Students|timetable|register/i }),
    ).toHaveCount(0);
    await page.keyboard.type('sian');
    await expect(page.getByRole('option')).toHaveCount(0);
    for (const route of ['/#/students', '/#/settings/access', '/#/settings/backups']) {
      await page.goto(route);
      await expect(page).toHaveURL(/#\/venues/);
    }
    await page.goto('/#/settings');
    await expect(page.getByRole('main').getByRole('link')).toHaveText([/^For me/]);
  });

  test('is refused by Go, not only by the page', async ({ page }) => {
    const refusals = await page.evaluate(async () => {
      type Call = (...values: unknown[]) => Promise<unknown>;
      const { go } = window as unknown as { go: { app: Record<string, Record<string, Call>> } };
      const { Today, Backups, Access } = go.app;
      const asked = [Today?.View?.(''), Backups?.View?.(), Access?.People?.()];
      return Promise.all(asked.map((each) => each?.then(() => 'answered', String)));
    });
    expect(refusals).toHaveLength(3);
    for (const refusal of refusals) expect(refusal).toContain('gate.forbidden');
  });

  test('puts a note about step-free access right, and takes it back', async ({ page }) => {
    const note = 'The ramp is at the side door, by the bins';
    await page.getByRole('main').getByRole('row').nth(1).getByRole('link').click();
    await expectReadable(page);
    await expectToFit(page);
    const row = page.getByRole('row', { name: /^Step-free from the street/ }).first();
    const before = await row.textContent();
    await row.getByRole('button', { name: /^Put right/ }).click();
    await expect(page.getByRole('dialog', { name: /^Step-free/ })).toBeVisible();
    await expectReadable(page);
    await page.getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('textbox', { name: 'Note' }).fill(note);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(row).toContainText(note);
    await expect(row).toContainText('20 Nov 2026');
    await expect(row).toContainText('Vera');
    await expect(row.getByRole('button', { name: /^Put right/ })).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(row).not.toContainText(note);
    expect(await row.textContent()).toBe(before);
  });
});

test.describe('an administrator', () => {
  test.use({ who: 'Amir' });

  test('runs the college, and decides nothing about access', async ({ page }) => {
    const areas = page.getByRole('navigation', { name: 'Areas' }).getByRole('link');
    await expect(areas).toHaveText(['Today', 'Students', 'Venues', 'Print centre']);
    await page.goto('/#/settings');
    await expect(page.getByRole('main').getByRole('link')).toHaveText([/^For me/, /^Backups/]);
    for (const route of ['/#/settings/access', '/#/settings/audit']) {
      await page.goto(route);
      await expect(today(page, 'Amir')).toBeVisible();
      await page.goto('/#/settings');
    }
  });
});
