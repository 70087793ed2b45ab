import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { axe } from './places';

type Violation = { id: string; help: string; nodes: { html: string }[] };

/** What axe objects to on the page as it is, by WCAG 2.2 A and AA: none is right. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axe, 'utf8'));
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { axe } = window as unknown as {
      axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    return (await axe.run(document, options)).violations;
  });
  return found.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((node) => node.html).join(' ')}`);
}

/** Axe objects to nothing, in light and in dark. For whoever follows the computer's colours. */
export async function expectReadable(page: Page) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    expect(await violations(page), colorScheme).toEqual([]);
  }
}

/** Neither the page nor a dialog on it has to be scrolled sideways at twice the size on a small screen. */
export async function expectToFit(page: Page) {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 683, height: 384 });
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll('html, [role=dialog]')]
      .filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => `${box.tagName}: ${box.scrollWidth} in ${box.clientWidth}`),
  );
  if (usual) await page.setViewportSize(usual);
  expect(tooWide, page.url()).toEqual([]);
}
