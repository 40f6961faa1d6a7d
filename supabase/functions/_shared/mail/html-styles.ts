import { brand } from '../../../../src/brand.ts';

const { ink, primary, primaryDark, linkDark, beam, paper } = brand.colours;

/** Inline styles, because several mail programmes drop style sheets. Quotes inside are single: they stand in attributes. */
export const styles = {
  page: `margin:0;padding:24px 12px;background:${paper};color:#1c2230;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.55`,
  preheader: 'display:none;max-height:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px',
  card: 'max-width:560px;margin:0 auto;background:#ffffff;border-radius:12px;overflow:hidden',
  bar: `background:${ink};color:#ffffff;padding:18px 28px;font-size:17px;font-weight:700;letter-spacing:.02em;border-bottom:3px solid ${beam}`,
  programme: 'font-weight:400;opacity:.85',
  body: 'padding:28px',
  heading: `margin:0 0 18px;font-size:24px;line-height:1.25;color:${ink}`,
  paragraph: 'margin:0 0 16px',
  action: 'margin:24px 0',
  button: `display:inline-block;background:${primary};color:#ffffff;text-decoration:none;font-weight:600;padding:14px 26px;border-radius:8px`,
  code: `margin:0 0 24px;padding:14px 18px;background:${paper};border-radius:8px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:32px;font-weight:700;letter-spacing:.3em;text-align:center;color:${ink}`,
  details: `margin:0 0 20px;padding:16px 18px;background:${paper};border-radius:8px`,
  label: 'margin:0;font-size:13px;color:#5a6374',
  value: `margin:0 0 10px;font-weight:600;color:${ink}`,
  quote: `margin:0 0 20px;padding:14px 18px;background:${paper};border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere`,
  small: 'margin:0 0 14px;font-size:14px;color:#5a6374',
  link: `color:${primary};overflow-wrap:anywhere`,
  footer: 'max-width:560px;margin:18px auto 0;padding:0 28px;font-size:13px;line-height:1.5;color:#5a6374',
  footerLine: 'margin:0 0 8px',
};

/** Dark mode for programmes that read style sheets; the others show the light colours, which stay legible. */
export const darkRules = `@media (prefers-color-scheme:dark){.page{background:${ink}!important;color:#e8ebf2!important}.card{background:#161b26!important}.strong{color:#ffffff!important}.quiet{color:#aab3c5!important}.box{background:#222a3a!important}.link{color:${linkDark}!important}.button{background:${primaryDark}!important}}`;
