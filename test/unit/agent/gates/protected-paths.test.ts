import { describe, expect, it } from 'vitest';
import { protectedChanges } from '../../../../src/agent/gates/protected-paths.js';

function reasonFor(path: string): string | undefined {
  return protectedChanges(new Map([[path, Buffer.from('x')]]), new Map())[0]?.reason;
}

function manifestReason(before: string | null, after: string | null): string | undefined {
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  const files = new Map(before === null ? [] : [['package.json', bytes(before)]]);
  return protectedChanges(new Map([['package.json', after === null ? null : bytes(after)]]), files)[0]
    ?.reason;
}

describe('protectedChanges', () => {
  it.each([
    ['.vscode/tasks.json', 'editor'],
    ['packages/a/.VSCode/settings.json', 'editor'],
    ['my.code-workspace', 'editor'],
    ['.agent/prompts/default.md', 'learns from'],
    ['.husky/pre-commit', 'git runs'],
    ['.gitmodules', 'git runs'],
    ['.pre-commit-config.yaml', 'git runs'],
    ['.github/workflows/ci.yml', 'build server'],
    ['.gitlab-ci.yml', 'build server'],
    ['Jenkinsfile', 'build server'],
    ['package-lock.json', 'installed'],
    ['api/Cargo.lock', 'installed'],
    ['go.sum', 'installed'],
    ['Cargo.toml', 'installed'],
    ['requirements-dev.txt', 'installed'],
    ['pyproject.toml', 'installed'],
    ['src/App.csproj', 'installed'],
    ['Makefile', 'building'],
    ['Dockerfile', 'building'],
    ['docker-compose.yml', 'building'],
    ['build.gradle.kts', 'building'],
    ['gradle/wrapper/gradle-wrapper.properties', 'building'],
    ['gradlew', 'building'],
    ['CMakeLists.txt', 'building'],
    ['tsconfig.json', 'checks'],
    ['tsconfig.build.json', 'checks'],
    ['eslint.config.mjs', 'checks'],
    ['vite.config.ts', 'checks'],
    ['vitest.config.mts', 'checks'],
    ['vitest.workspace.ts', 'checks'],
    ['jest.config.js', 'checks'],
    ['jest.setup.ts', 'checks'],
    ['karma.conf.js', 'checks'],
    ['playwright.config.ts', 'checks'],
    ['esbuild.mjs', 'checks'],
    ['test/conftest.py', 'checks'],
    ['pytest.ini', 'checks'],
    ['tox.ini', 'checks'],
    ['phpunit.xml', 'checks'],
    ['.eslintrc.json', 'begin with a dot'],
    ['.npmrc', 'begin with a dot'],
    ['server/.env', 'begin with a dot'],
    ['.devcontainer/devcontainer.json', 'begin with a dot'],
  ])('asks for a yes before %s, with the reason', (path, words) => {
    expect(reasonFor(path)).toContain(words);
  });

  it.each([
    ['src/index.ts'],
    ['src/config.ts'],
    ['src/eslint/rules.ts'],
    ['src/vite-helper.ts'],
    ['src/clock.ts'],
    ['test/cart.test.ts'],
    ['docs/Makefile.md.txt/readme.txt'],
    ['README.md'],
    ['src/lock.ts'],
    ['src/makefiles.ts'],
    ['src/tasks.ts'],
    ['data/package.json.txt'],
    ['src/jest-like.ts'],
  ])('does not ask before %s', (path) => {
    expect(reasonFor(path)).toBeUndefined();
  });

  it('asks before a file of theirs is deleted', () => {
    expect(protectedChanges(new Map([['.vscode/tasks.json', null]]), new Map())).toHaveLength(1);
  });

  it.each([
    ['{"scripts": {"test": "a"}}', '{"scripts": {"test": "b"}}', 'scripts'],
    ['{}', '{"scripts": {"test": "b"}}', 'scripts'],
    ['{}', '{"dependencies": {"a": "1"}}', 'dependencies'],
    ['{}', '{"husky": {}, "lint-staged": {}}', 'husky, lint-staged'],
    ['{}', '{"type": "module"}', 'type'],
    ['{}', '{', 'cannot be read'],
    ['{', '{}', 'cannot be read'],
    ['{}', '[]', 'cannot be read'],
    ['{}', null, 'gone'],
    [null, '{"scripts": {}}', 'scripts'],
  ])('asks before package.json becomes other than %s: %s', (before, after, words) => {
    expect(manifestReason(before, after)).toContain(words);
  });

  it.each([
    ['{"name": "a", "version": "1.0.0"}', '{"name": "b", "version": "1.1.0", "description": "c"}'],
    ['{"scripts": {"test": "a"}}', '{\n  "scripts": { "test": "a" }\n}\n'],
    ['\uFEFF{"name": "a"}', '{"name": "a"}'],
  ])('does not ask where package.json %s is only described otherwise: %s', (before, after) => {
    expect(manifestReason(before, after)).toBeUndefined();
  });
});
