/** Whether the page has shown its content: what may push it aside waits until then and comes at the same moment, so that nothing is seen to move. */
class FirstContent {
  isShown = $state(false);

  /** Looks whether grey lines still stand in for content. Once shown, content stays. */
  look(): void {
    this.isShown ||= document.querySelector('main .skeleton') === null;
  }
}

/** Shared by all islands of a page. */
export const firstContent = new FirstContent();
