import { site, type DocsSite } from '../docs-site.js';

/** The web platform, JavaScript and TypeScript. */
export const webSites: readonly DocsSite[] = [
  site(
    'MDN: JavaScript, CSS, HTML and browser interfaces',
    'mdn javascript js css html web dom',
    'https://developer.mozilla.org/en-US/docs/Web',
    { list: '/en-US/search-index.json' },
  ),
  site('TypeScript', 'typescript ts', 'https://www.typescriptlang.org/docs/handbook/intro.html', {
    llms: '/llms.txt',
    links: '/docs/',
  }),
  site(
    'Node.js',
    'node nodejs node.js',
    'https://nodejs.org/api/index.html',
    { links: '/api/index.html' },
    {
      versions: {
        packages: ['runtime:node'],
        current: 'https://nodejs.org/api/',
        pinned: 'https://nodejs.org/docs/latest-v{major}.x/api/',
      },
    },
  ),
  site('Deno', 'deno', 'https://docs.deno.com/runtime/', { llms: '/llms.txt', sitemap: '/sitemap.xml' }),
  site('Bun', 'bun', 'https://bun.sh/docs', { llms: '/llms.txt' }),
  site(
    'React',
    'react reactjs react-dom',
    'https://react.dev/reference/react',
    { llms: '/llms.txt', links: '/reference/react' },
    {
      versions: {
        packages: ['npm:react'],
        current: 'https://react.dev/',
        archives: { 18: 'https://18.react.dev/' },
      },
    },
  ),
  site(
    'Next.js',
    'next nextjs next.js',
    'https://nextjs.org/docs',
    { llms: '/docs/llms.txt', links: '/docs' },
    {
      versions: {
        packages: ['npm:next'],
        current: 'https://nextjs.org/docs/',
        archives: {
          13: 'https://nextjs.org/docs/13/',
          14: 'https://nextjs.org/docs/14/',
          15: 'https://nextjs.org/docs/15/',
        },
      },
    },
  ),
  site('Vue', 'vue vuejs vue.js', 'https://vuejs.org/guide/introduction.html', {
    llms: '/llms.txt',
    links: '/guide/introduction.html',
  }),
  site('Vue Router', 'vue-router', 'https://router.vuejs.org/guide/', { llms: '/llms.txt' }),
  site('Pinia', 'pinia', 'https://pinia.vuejs.org/introduction.html', { llms: '/llms.txt' }),
  site('Nuxt', 'nuxt', 'https://nuxt.com/docs', { llms: '/llms.txt' }),
  site(
    'Angular',
    'angular',
    'https://angular.dev/overview',
    { llms: '/llms.txt', sitemap: '/sitemap.xml' },
    {
      versions: {
        packages: ['npm:@angular/core'],
        current: 'https://angular.dev/',
        archives: {
          17: 'https://v17.angular.dev/',
          18: 'https://v18.angular.dev/',
          19: 'https://v19.angular.dev/',
          20: 'https://v20.angular.dev/',
        },
      },
    },
  ),
  site('Svelte and SvelteKit', 'svelte sveltekit', 'https://svelte.dev/docs/svelte/overview', {
    links: '/docs/svelte/overview',
    llms: '/llms.txt',
  }),
  site('Astro', 'astro', 'https://docs.astro.build/en/getting-started/', { llms: '/llms.txt' }),
  site('SolidJS', 'solid solidjs solid-js', 'https://docs.solidjs.com/', { sitemap: '/sitemap.xml' }),
  site(
    'Vite',
    'vite',
    'https://vite.dev/guide/',
    { llms: '/llms.txt', links: '/guide/' },
    {
      versions: {
        packages: ['npm:vite'],
        current: 'https://vite.dev/',
        archives: {
          4: 'https://v4.vite.dev/',
          5: 'https://v5.vite.dev/',
          6: 'https://v6.vite.dev/',
        },
      },
    },
  ),
  site(
    'Vitest',
    'vitest',
    'https://vitest.dev/guide/',
    { llms: '/llms.txt', links: '/guide/' },
    {
      versions: {
        packages: ['npm:vitest'],
        current: 'https://vitest.dev/',
        archives: { 2: 'https://v2.vitest.dev/', 3: 'https://v3.vitest.dev/' },
      },
    },
  ),
  site('Jest', 'jest', 'https://jestjs.io/docs/getting-started', { sitemap: '/sitemap.xml' }),
  site('Playwright', 'playwright', 'https://playwright.dev/docs/intro', { sitemap: '/sitemap.xml' }),
  site('ESLint', 'eslint', 'https://eslint.org/docs/latest/use/getting-started', {
    links: '/docs/latest/use/getting-started',
  }),
  site('Prettier', 'prettier', 'https://prettier.io/docs/', { sitemap: '/sitemap.xml' }),
  site('esbuild', 'esbuild', 'https://esbuild.github.io/', { links: '/' }),
  site('webpack', 'webpack', 'https://webpack.js.org/concepts/', { sitemap: '/sitemap.xml' }),
  site(
    'Tailwind CSS',
    'tailwind tailwindcss',
    'https://tailwindcss.com/docs/installation',
    { links: '/docs/installation' },
    {
      versions: {
        packages: ['npm:tailwindcss'],
        current: 'https://tailwindcss.com/',
        archives: { 3: 'https://v3.tailwindcss.com/' },
      },
    },
  ),
  site('Express', 'express expressjs', 'https://expressjs.com/en/5x/api.html', {
    links: '/en/5x/api.html',
  }),
  site('NestJS', 'nest nestjs', 'https://docs.nestjs.com/', { sitemap: '/sitemap.xml' }),
  site('Zod', 'zod', 'https://zod.dev/', { llms: '/llms.txt' }),
  site('Visual Studio Code extensions', 'vscode', 'https://code.visualstudio.com/api', {
    links: '/api',
  }),
  site('ECMAScript, the standard', 'ecmascript tc39', 'https://tc39.es/ecma262/', {}),
  site('W3C standards', 'w3c', 'https://www.w3.org/TR/', {}, { scope: 'https://www.w3.org/TR/' }),
];
