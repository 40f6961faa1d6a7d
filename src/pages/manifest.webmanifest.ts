import type { APIRoute } from 'astro';
import { brand } from '../brand.ts';

/** Name and icon for people who put the portal on their home screen. */
export const GET: APIRoute = () =>
  Response.json({
    name: `${brand.manufacturer} ${brand.programme.name}`,
    short_name: `${brand.manufacturer} ${brand.programme.abbreviation}`,
    start_url: '/',
    display: 'browser',
    background_color: brand.colours.paper,
    theme_color: brand.colours.ink,
    icons: [{ src: brand.logo, sizes: 'any', type: 'image/svg+xml' }],
  });
