/**
 * Puts the black bar of signed-in pages in the place of the public one. The page holds it in a template, where it sleeps: one static file
 * serves both members, who come by the bar's link, and people who cannot sign in.
 */
export function showPortalBar(): void {
  const template = document.querySelector<HTMLTemplateElement>('#portal-bar');
  const header = document.querySelector('body > header');
  if (!template || !header) return;
  const bar = template.content.cloneNode(true) as DocumentFragment;
  // The language menu in use keeps its listener.
  const menu = header.querySelector('.language');
  if (menu) bar.querySelector('.language')?.replaceWith(menu);
  template.remove();
  header.replaceWith(bar);
}
