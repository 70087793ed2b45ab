import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, passphrases, test } from './daybook';
import { now, program, template } from './places';
import { expectReadable, expectToFit } from './readable';

test.use({ copy: 'brought back', empty: true, who: '' });

/** Makes a backup of a college on another computer, and puts it where dialogs find it. */
function backUpInto(folder: string) {
  const other = mkdtempSync(join(tmpdir(), 'daybook-e2e-other-'));
  try {
    cpSync(template, other, { recursive: true });
    execFileSync(program, ['--college', other, '--user', 'Nadia', '--passphrase-stdin', 'backup'], {
      input: `${passphrases.Nadia}\n`,
      env: { ...process.env, DAYBOOK_NOW: now },
    });
    cpSync(join(other, 'backups'), folder, { recursive: true });
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
}

test('a college comes back from a backup, for a leader of its day', async ({ page, daybook }) => {
  backUpInto(daybook.dialogs);
  await page.goto('/');
  await page.getByRole('button', { name: 'Choose a backup…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Wexmoor/ })).toBeVisible();
  await expectReadable(page);
  await expectToFit(page);
  const passphrase = page.getByLabel('Passphrase', { exact: true });
  for (const [name, typed, sentence] of [
    ['Amir', passphrases.Amir, /Only a leader of that day/],
    ['Nadia', 'lantern-orchard-violin-harvest', /does not fit the name/],
  ] as const) {
    await page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
    await passphrase.fill(typed);
    await page.keyboard.press('Enter');
    await expect(page.getByText(sentence).first()).toBeVisible();
  }
  expect(existsSync(join(daybook.college, 'data'))).toBe(false);
  await passphrase.fill(passphrases.Nadia);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /, Nadia$/ })).toBeVisible();
  await page.getByRole('link', { name: 'Students' }).click();
  await expect(page.getByText(/1,877/).first()).toBeVisible();
});
