const storageKey = 'cps.fragment';

/**
 * What stands after `#` in the address: there or, after the way over the sign-in page (which no server may see it on), as this tab kept it for
 * this page. Reading keeps it.
 */
export function readFragment(): string {
  const fragment = location.hash.slice(1);
  try {
    if (fragment) sessionStorage.setItem(storageKey, `${location.pathname}#${fragment}`);
    const [path, kept = ''] = (sessionStorage.getItem(storageKey) ?? '').split('#');
    return path === location.pathname ? kept : fragment;
  } catch {
    return fragment;
  }
}

/** Forgets it, when it is used up. */
export function forgetFragment(): void {
  sessionStorage.removeItem(storageKey);
}
