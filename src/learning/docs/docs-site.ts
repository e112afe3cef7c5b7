/** A site of official documentation that may be read. */
export interface DocsSite {
  /** Exact host name. */
  readonly host: string;
  /** Names of libraries it documents, in lower case. */
  readonly libraries: readonly string[];
  /** Where its documentation begins. */
  readonly start: string;
}

function site(start: string, ...libraries: readonly string[]): DocsSite {
  return { host: new URL(start).hostname, libraries, start };
}

/** Every site that is ever contacted; nothing else is. */
export const docsSites: readonly DocsSite[] = [
  site('https://developer.mozilla.org/en-US/docs/Web', 'mdn', 'javascript', 'css', 'html', 'web'),
  site('https://www.typescriptlang.org/docs/handbook/intro.html', 'typescript'),
  site('https://nodejs.org/api/index.html', 'node', 'nodejs'),
  site('https://react.dev/reference/react', 'react'),
  site('https://nextjs.org/docs', 'next', 'nextjs'),
  site('https://vuejs.org/guide/introduction.html', 'vue'),
  site('https://angular.dev/overview', 'angular'),
  site('https://svelte.dev/docs/svelte/overview', 'svelte'),
  site('https://vite.dev/guide/', 'vite'),
  site('https://vitest.dev/guide/', 'vitest'),
  site('https://jestjs.io/docs/getting-started', 'jest'),
  site('https://eslint.org/docs/latest/use/getting-started', 'eslint'),
  site('https://tailwindcss.com/docs/installation', 'tailwind', 'tailwindcss'),
  site('https://expressjs.com/en/4x/api.html', 'express'),
  site('https://docs.python.org/3/', 'python'),
  site('https://docs.djangoproject.com/en/stable/', 'django'),
  site('https://flask.palletsprojects.com/en/stable/', 'flask'),
  site('https://fastapi.tiangolo.com/reference/', 'fastapi'),
  site('https://docs.pytest.org/en/stable/', 'pytest'),
  site('https://numpy.org/doc/stable/', 'numpy'),
  site('https://pandas.pydata.org/docs/', 'pandas'),
  site('https://go.dev/doc/', 'go', 'golang'),
  site('https://pkg.go.dev/std'),
  site('https://doc.rust-lang.org/std/', 'rust'),
  site('https://docs.rs/'),
  site('https://docs.oracle.com/en/java/', 'java'),
  site('https://docs.spring.io/spring-boot/', 'spring'),
  site('https://learn.microsoft.com/en-us/dotnet/', 'dotnet', 'csharp'),
  site('https://www.postgresql.org/docs/current/', 'postgres', 'postgresql'),
  site('https://www.sqlite.org/docs.html', 'sqlite'),
  site('https://dev.mysql.com/doc/', 'mysql'),
  site('https://www.mongodb.com/docs/', 'mongodb'),
  site('https://redis.io/docs/latest/', 'redis'),
  site('https://docs.aws.amazon.com/', 'aws'),
  site('https://www.w3.org/TR/', 'w3c'),
  site('https://tc39.es/ecma262/', 'ecmascript'),
];

/** The site of a library by its name, in whatever case; undefined when there is none. */
export function siteOfLibrary(library: string): DocsSite | undefined {
  return docsSites.find((each) => each.libraries.includes(library.trim().toLowerCase()));
}
