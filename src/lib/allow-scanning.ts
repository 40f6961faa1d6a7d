/** What Astro lets a page add to its Content-Security-Policy; undefined where there is none (dev). */
interface PagePolicy {
  insertScriptResource(resource: string): void;
}

/**
 * Lets a page run WebAssembly, which the kept barcode library needs where the browser has no detector of its own. Only pages with a scan button
 * call it; the module comes from our own site.
 */
export function allowScanning(policy: PagePolicy | undefined): void {
  // Naming resources replaces Astro's usual 'self'.
  policy?.insertScriptResource("'self'");
  policy?.insertScriptResource("'wasm-unsafe-eval'");
}
