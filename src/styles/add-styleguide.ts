import type { AstroIntegration } from 'astro';

/** Serves the styleguide at `/styleguide/` while somebody develops; a build knows neither the page nor its script. */
export function addStyleguide(): AstroIntegration {
  return {
    name: 'styleguide',
    hooks: {
      'astro:config:setup': ({ command, injectRoute }) => {
        if (command === 'dev')
          injectRoute({ pattern: '/styleguide', entrypoint: './src/pages/_styleguide/index.astro' });
      },
    },
  };
}
