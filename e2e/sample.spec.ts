import { expect, passphrases, test, trySigningIn } from './daybook';

test.use({ copy: 'made in the window', empty: true, who: '' });

test('the first run can be a look around the sample college', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Look around with a sample college' }).click();
  await trySigningIn(page, 'Nadia', passphrases.Nadia);
  await expect(page.getByText('Sample college – everyone here is invented')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: /, Nadia$/ })).toBeVisible();
});
