import type { Writer } from './content.ts';

/** Pages of the site that mails lead to, in the mail's language. */
export function pageUrl(
  { siteUrl, locale }: Writer,
  page: 'account' | 'sign-in' | 'reset-password' | 'products' | 'tiers' | 'membership' | 'invoices' | 'faq',
) {
  return `${siteUrl}/${locale}/${page}/`;
}

/** The page that shows an invitation of a colleague and its buttons (R18); the token stands in the fragment as below. */
export function inviteUrl({ siteUrl, locale }: Writer, token: string): string {
  return `${siteUrl}/${locale}/invite/#${new URLSearchParams({ token })}`;
}

/** An invoice's page. */
export function invoiceUrl({ siteUrl, locale }: Writer, invoiceId: string): string {
  return `${siteUrl}/${locale}/invoices/view/?id=${encodeURIComponent(invoiceId)}`;
}

/** A product's page. */
export function productUrl({ siteUrl, locale }: Writer, productId: string): string {
  return `${siteUrl}/${locale}/products/view/?id=${encodeURIComponent(productId)}`;
}

/** The page on which a company shows that a product is its own. */
export function proofUrl({ siteUrl, locale }: Writer, productId: string): string {
  return `${siteUrl}/${locale}/products/proof/?id=${encodeURIComponent(productId)}`;
}

/**
 * The page with the button that uses up a link (R18). The token stands in the fragment, so that no server, referrer or log sees it.
 * @param type what `verifyOtp` wants to hear: signup, recovery, magiclink, email_change
 */
export function confirmUrl({ siteUrl, locale }: Writer, tokenHash: string, type: string): string {
  return `${siteUrl}/auth/confirm/#${new URLSearchParams({ token_hash: tokenHash, type, lang: locale })}`;
}
