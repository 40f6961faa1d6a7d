import type { AstroIntegration } from 'astro';

/** Adds `client:turn`, with which every island of the portal comes to life. */
export function addTurns(): AstroIntegration {
  return {
    name: 'turns',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) => {
        addClientDirective({ name: 'turn', entrypoint: './src/lib/hydration/turn.ts' });
      },
    },
  };
}
