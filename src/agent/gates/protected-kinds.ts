/** Files that decide what runs on this machine or what a check says. In lower case; `*` stands for any letters of a name. */
interface ProtectedKind {
  /** Folders, wherever they are: all that is in them. */
  readonly folders: readonly string[];
  /** Names of files, in any folder. */
  readonly names: readonly string[];
  /** For a person. */
  readonly reason: string;
}

/** The first that fits says why. */
export const protectedKinds: readonly ProtectedKind[] = [
  {
    folders: ['.agent'],
    names: [],
    reason: 'It is what this extension learns from: tasks, prompts and the memory of earlier runs.',
  },
  {
    folders: ['.vscode'],
    names: ['*.code-workspace'],
    reason: 'It decides what the editor runs and how it is set up.',
  },
  {
    folders: words`.husky .githooks git-hooks .lefthook`,
    names: words`lefthook.* lefthook-local.* .pre-commit-config.yaml lint-staged.* .lintstagedrc*
      .gitmodules .gitattributes`,
    reason: 'It decides what git runs on this machine.',
  },
  {
    folders: words`.github .gitlab .circleci .buildkite .azure-pipelines .teamcity .woodpecker .forgejo .gitea`,
    names: words`.gitlab-ci.* azure-pipelines.* jenkinsfile jenkinsfile.* .travis.* bitbucket-pipelines.* appveyor.*
      .drone.* cloudbuild.* buildspec.*`,
    reason: 'It decides what runs on the build server, with its secrets.',
  },
  {
    folders: [],
    names: words`package-lock.json npm-shrinkwrap.json pnpm-lock.yaml pnpm-workspace.yaml bun.lockb go.sum go.work.sum
      packages.lock.json gradle.lockfile package.resolved *.lock`,
    reason: 'It decides which code of others is installed.',
  },
  {
    folders: [],
    names: words`cargo.toml go.mod go.work pyproject.toml pipfile requirements*.txt requirements*.in constraints*.txt
      setup.py setup.cfg composer.json gemfile *.gemspec pubspec.yaml mix.exs deno.json deno.jsonc bunfig.toml *.csproj
      *.fsproj *.vbproj *.sln *.props *.targets nuget.config global.json pom.xml podfile package.swift conda.y*ml
      environment.y*ml flake.nix shell.nix`,
    reason: 'It decides which code of others is installed, and what building runs.',
  },
  {
    folders: ['buildsrc'],
    names: words`makefile makefile.* gnumakefile *.mk justfile taskfile.* rakefile gulpfile.* gruntfile.* dockerfile
      dockerfile.* *.dockerfile containerfile containerfile.* compose*.y*ml docker-compose*.y*ml build.gradle*
      settings.gradle* gradle.properties gradle-wrapper.* gradlew gradlew.bat mvnw mvnw.cmd cmakelists.txt *.cmake
      meson.build build.rs build.zig build.xml procfile vagrantfile workspace workspace.bazel build.bazel module.bazel
      noxfile.py tasks.py dodo.py conanfile.*`,
    reason: 'It decides what building and testing runs.',
  },
  {
    folders: [],
    names: words`tsconfig*.json jsconfig*.json *.config.js *.config.cjs *.config.mjs *.config.ts *.config.cts
      *.config.mts *.config.json *.conf.js *.conf.ts *.conf.cjs *.conf.mjs *.workspace.ts *.workspace.json
      *.setup.js *.setup.ts jest.* vitest.* setuptests.* esbuild.* webpack.* conftest.py sitecustomize.py
      usercustomize.py turbo.json nx.json lerna.json biome.json* angular.json knip.json* pytest.ini tox.ini mypy.ini
      ruff.toml pyrightconfig.json phpunit.xml* phpstan*.neon* psalm.xml rustfmt.toml clippy.toml rust-toolchain*
      golangci.* checkstyle.xml pmd.xml detekt.* sonar-project.properties *.ruleset codecov.* pylintrc *.runsettings`,
    reason: 'It decides what checks look at, or is run by them.',
  },
  // Last, as most of them have a better reason above.
  {
    folders: ['.*'],
    names: ['.*'],
    reason: 'Files and folders whose names begin with a dot set up tools, shells and git.',
  },
];

function words(text: TemplateStringsArray): readonly string[] {
  return text.join('').trim().split(/\s+/);
}
