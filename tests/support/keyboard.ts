import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab until the control has the focus, which must be seen: an outline or a shadow around it. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let press = 0; press < 80; press += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      expect(await control.evaluate(showsFocus), 'the focus is seen').toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not reach ${control}.`);
}

/** Goes to a control and presses a key on it. */
export async function pressOn(page: Page, control: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

/** Goes to a field and types. */
export async function typeInto(page: Page, control: Locator, text: string): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.type(text);
}

/** A ring around the control itself or, for a card that is chosen, around the card. */
function showsFocus(control: Element): boolean {
  const around = [control, control.parentElement, control.parentElement?.parentElement];
  const hasRing = around.some((element) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && outlineWidth !== '0px';
  });
  return hasRing || getComputedStyle(control).boxShadow !== 'none';
}
