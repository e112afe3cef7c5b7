import { site, type DocsSite } from '../docs-site.js';

/** A repository on GitHub: nothing else of github.com may be read. */
function repository(purpose: string, names: string, path: string): DocsSite {
  const start = `https://github.com/${path}`;
  return site(purpose, names, start, { links: start }, { scope: start });
}

/** Other languages, databases, platforms, and projects whose documentation is their repository. */
export const otherSites: readonly DocsSite[] = [
  site('Go', 'go golang', 'https://go.dev/doc/', { links: '/doc/' }),
  site(
    'Packages of Go',
    'pkg.go.dev go-std',
    'https://pkg.go.dev/std',
    { links: '/std' },
    {
      versions: {
        packages: ['runtime:go'],
        current: 'https://pkg.go.dev/std',
        pinned: 'https://pkg.go.dev/std@go{major}.{minor}.{patch}',
      },
    },
  ),
  site('Rust and its standard library', 'rust rust-std', 'https://doc.rust-lang.org/std/', {
    links: 'all.html',
  }),
  site('Crates of Rust', 'docs.rs', 'https://docs.rs/', {}),
  site('Tokio', 'tokio', 'https://tokio.rs/tokio/tutorial', { links: '/tokio/tutorial' }),
  site('Java', 'java jdk', 'https://docs.oracle.com/en/java/javase/21/docs/api/index.html', {
    links: 'allclasses-index.html',
  }),
  site('Spring', 'spring spring-boot', 'https://docs.spring.io/spring-boot/index.html', {
    links: 'index.html',
  }),
  site('Kotlin', 'kotlin', 'https://kotlinlang.org/docs/home.html', { sitemap: '/sitemap.xml' }),
  site('.NET, C# and Azure', 'dotnet .net csharp c# azure', 'https://learn.microsoft.com/en-us/dotnet/', {}),
  site('PHP', 'php', 'https://www.php.net/manual/en/', { links: 'index.php' }),
  site('Laravel', 'laravel', 'https://laravel.com/docs', { links: '/docs' }),
  site('Ruby', 'ruby', 'https://docs.ruby-lang.org/en/master/', { links: 'table_of_contents.html' }),
  site('Ruby on Rails', 'rails rubyonrails', 'https://guides.rubyonrails.org/', { links: '/' }),
  site('Swift', 'swift', 'https://docs.swift.org/swift-book/', {}),
  site(
    'PostgreSQL',
    'postgres postgresql',
    'https://www.postgresql.org/docs/current/',
    { links: 'bookindex.html' },
    {
      versions: {
        packages: ['runtime:postgresql'],
        current: 'https://www.postgresql.org/docs/current/',
        pinned: 'https://www.postgresql.org/docs/{major}/',
      },
    },
  ),
  site('SQLite', 'sqlite sqlite3', 'https://www.sqlite.org/docs.html', { links: '/docs.html' }),
  site('MySQL', 'mysql', 'https://dev.mysql.com/doc/refman/8.4/en/', { links: 'index.html' }),
  site('MariaDB', 'mariadb', 'https://mariadb.com/docs/server', { llms: '/docs/llms.txt' }),
  site('MongoDB', 'mongodb mongo', 'https://www.mongodb.com/docs/manual/', {
    links: '/docs/manual/',
  }),
  site('Redis', 'redis', 'https://redis.io/docs/latest/', { links: '/docs/latest/commands/' }),
  site('Prisma', 'prisma', 'https://www.prisma.io/docs', { llms: '/docs/llms.txt' }),
  site('Docker', 'docker', 'https://docs.docker.com/', { llms: '/llms.txt', sitemap: '/sitemap.xml' }),
  site('Kubernetes', 'kubernetes k8s', 'https://kubernetes.io/docs/home/', { links: '/docs/home/' }),
  site('Terraform', 'terraform', 'https://developer.hashicorp.com/terraform/docs', {}),
  site('AWS', 'aws', 'https://docs.aws.amazon.com/', { llms: '/llms.txt' }),
  site('Google Cloud', 'gcp google-cloud', 'https://cloud.google.com/docs', { links: '/docs' }),
  site('Vercel', 'vercel', 'https://vercel.com/docs', { llms: '/docs/llms.txt' }),
  site('GitHub', 'github github-actions', 'https://docs.github.com/en', { llms: '/llms.txt' }),
  site('git', 'git', 'https://git-scm.com/docs', { links: '/docs' }),
  site('GNU make', 'make gnu-make', 'https://www.gnu.org/software/make/manual/html_node/', {
    links: 'index.html',
  }),
  site('CMake', 'cmake', 'https://cmake.org/cmake/help/latest/', { inventory: 'objects.inv' }),
  repository('sql.js', 'sql.js sqljs', 'sql-js/sql.js'),
  repository('node-fetch', 'node-fetch', 'node-fetch/node-fetch'),
  repository('Ollama', 'ollama', 'ollama/ollama'),
];
