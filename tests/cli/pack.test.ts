import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { execPath } from 'node:process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed } from '../helpers/cli.ts';

const sandbox = createSandbox({ 'package.json': { name: 'empty', private: true, type: 'module' } });
const { path: folder } = sandbox;
test.after(() => sandbox.remove());

function run(command: string, args: readonly string[], cwd = folder): string {
  const { NODE_V8_COVERAGE: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  assert.is(status, 0, `${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

test.before(() => {
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], resolve('.'));
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  installFrom(tarball);
});

/** As npm lays it out: the package, the packages that it names, taken from this checkout, and its command. */
function installFrom(tarball: string): void {
  const home = join(folder, 'node_modules', 'renderify');
  mkdirSync(home, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  mkdirSync(join(folder, 'node_modules/.bin'));
  symlinkSync('../renderify/dist/cli.js', join(folder, 'node_modules/.bin/renderify'));
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

test('the package has what it needs, names exact versions and runs nothing when it is installed', () => {
  const { dependencies, scripts } = JSON.parse(
    readFileSync(join(folder, 'node_modules/renderify/package.json'), 'utf8'),
  ) as Manifest;
  assert.equal(
    Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
    [],
  );
  assert.equal(
    Object.keys(scripts).filter((name) => /install|^prepare$/.test(name)),
    [],
  );
  const files = readdirSync(join(folder, 'node_modules/renderify')).sort();
  for (const file of ['LICENSE', 'README.md', 'dist', 'package.json', 'templates'])
    assert.ok(files.includes(file), file);
  assert.not.ok(files.includes('src'));
});

test('its command starts a project and builds it', () => {
  const renderify = join(folder, 'node_modules/.bin/renderify');
  assert.is(run(renderify, ['--version']), '0.1.0\n');
  assert.match(run(renderify, ['init', 'page', '--template', 'report']), /^cd page && .*renderify.* build\n$/);
  run(renderify, ['build'], join(folder, 'page'));
  run(renderify, ['verify', 'page/dist']);
});

test('its library compiles, checks, inspects and shows findings', () => {
  sandbox.write({
    'use.js': `
      import { check, compile, formatDiagnostic, inspect } from 'renderify';
      const source = { name: 'p.json', text: ${JSON.stringify(JSON.stringify(planNamed('p')))} };
      const { bundle } = await compile(source, { profile: 'strict' });
      const bad = { name: 'bad.json', text: '{,}' };
      const [finding] = check(bad).diagnostics;
      const { stages } = await inspect(source);
      console.log(bundle.entry, Object.keys(stages).length > 5, formatDiagnostic(finding, bad).split('\\n')[0]);`,
  });
  assert.match(run(execPath, ['use.js']), /^index\.html true error RF1002 json-syntax/);
});

test('its types hold in a strict project', () => {
  sandbox.write({
    'use.ts': `
      import { compile, type CompileResult, type Diagnostic } from 'renderify';
      const result: CompileResult = await compile({ name: 'p', text: '{}' }, { target: 'site' });
      const findings: readonly Diagnostic[] = result.diagnostics;
      export const codes: string[] = findings.map(({ code }) => code);
      // @ts-expect-error there is no such option
      await compile({ name: 'p', text: '{}' }, { tarket: 'site' });`,
    'tsconfig.json': {
      compilerOptions: { strict: true, module: 'nodenext', target: 'es2022', noEmit: true, types: [] },
      files: ['use.ts'],
    },
  });
  run(execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', folder]);
});

test.run();
