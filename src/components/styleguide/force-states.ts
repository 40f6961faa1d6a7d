/** States that exist only while somebody points, presses or tabs; the styleguide shows them all at once. */
export const forcedStates = ['hover', 'focus', 'active'] as const;
export type ForcedState = (typeof forcedStates)[number];

const pseudoClasses = /:(hover|focus-visible|focus-within|active)(?![\w-])/g;

/** `.button:hover` → `.button.forced-hover`, `:focus-visible` → `.forced-focus`, `:focus-within` → `.forced-within`. */
export function rewriteSelector(selector: string): string {
  return selector.replace(
    pseudoClasses,
    (_, name: string) => `.forced-${name.replace('focus-visible', 'focus').replace('focus-within', 'within')}`,
  );
}

/** Copies every rule of the page for pseudo-classes to a class, so that what is shown are the components' own rules. */
export function copyStateRules(sheets: Iterable<CSSStyleSheet>): void {
  for (const sheet of sheets) copyRules(sheet);
}

function copyRules(parent: CSSStyleSheet | CSSGroupingRule): void {
  const rules = Array.from(parent.cssRules);
  for (const [index, rule] of [...rules.entries()].reverse()) {
    if (rule instanceof CSSStyleRule && rewriteSelector(rule.selectorText) !== rule.selectorText)
      parent.insertRule(`${rewriteSelector(rule.selectorText)}{${rule.style.cssText}}`, index + 1);
    else if (rule instanceof CSSGroupingRule) copyRules(rule);
  }
}

/** Types into the field inside `element`, as somebody does. */
export function typeInto(element: Element, text: string): void {
  const field = element.querySelector('input');
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Puts the control inside `element` into a state for good. */
export function forceState(element: Element, state: ForcedState): void {
  const control = element.querySelector('a, button, input:not([tabindex="-1"]), select, textarea');
  control?.classList.add(`forced-${state}`);
  // Who points at a control points at what holds it, too; focus is only inside of that.
  control?.parentElement?.classList.add(state === 'focus' ? 'forced-within' : `forced-${state}`);
}
