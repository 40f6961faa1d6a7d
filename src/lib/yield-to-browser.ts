/** Lets the browser draw and answer taps before the work goes on: what follows is a step of its own. */
export const yieldToBrowser = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
