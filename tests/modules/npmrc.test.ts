import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Registries, readRegistries } from '../../src/modules/registry/registries.ts';

const test = suite('npmrc');
let folder: string;
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'renderify-npmrc-'));
});
test.after.each(() => rmSync(folder, { recursive: true, force: true }));

const read = (project: string, env: Record<string, string> = {}, user = ''): Registries => {
  writeFileSync(join(folder, '.npmrc'), project);
  writeFileSync(join(folder, 'user'), user);
  const files = { NPM_CONFIG_USERCONFIG: join(folder, 'user'), NPM_CONFIG_GLOBALCONFIG: '/none' };
  return readRegistries({ folders: [folder], env: { ...files, ...env } }, () => 'https://fallback.example');
};
const at = (registries: Registries, address: string) => registries.authorization(new URL(address));

test('the environment is stronger than the project, and that than the user', () => {
  const user = 'registry=https://user.example';
  const url = (registries: Registries) => registries.registryFor('a')?.url.href;
  assert.is(url(read('', {}, user)), 'https://user.example/');
  assert.is(url(read('registry = "https://project.example/npm"', {}, user)), 'https://project.example/npm/');
  assert.is(
    url(read('registry=https://p.example', { npm_config_registry: 'https://env.example/' }, user)),
    'https://env.example/',
  );
  assert.is(url(read('; registry=https://no.example\n# registry=x')), 'https://fallback.example/');
});

test('variables are put in; unknown ones stay', () => {
  const registries = read('//r.example/:_authToken=${TOKEN}\n//s.example/:_authToken=${NONE}', { TOKEN: 't0' });
  assert.is(at(registries, 'https://r.example/a'), 'Bearer t0');
  assert.is(at(registries, 'https://s.example/a'), 'Bearer ${NONE}');
});

test('credentials are for their host, port and path, and what is below', () => {
  const password = Buffer.from('secret').toString('base64');
  const registries = read(
    `//r.example/npm/:_authToken=token\n//b.example:8443/:_auth=YWI=\n//u.example/:username=me\n//u.example/:_password=${password}`,
  );
  assert.is(at(registries, 'https://r.example/npm/left/-/left.tgz'), 'Bearer token');
  assert.is(at(registries, 'https://r.example/other'), undefined);
  assert.is(at(registries, 'https://r.example.evil.example/npm/x'), undefined);
  assert.is(at(registries, 'https://b.example:8443/x'), 'Basic YWI=');
  assert.is(at(registries, 'https://b.example/x'), undefined);
  assert.is(at(registries, 'https://u.example/x'), `Basic ${Buffer.from('me:secret').toString('base64')}`);
});

test('scopes, certificates and times', () => {
  const registries = read(
    '@acme:registry=http://10.0.0.5:4873\nstrict-ssl=false\nca="-----BEGIN-----\\nabc"\nfetch-timeout=1000\nfetch-retries=99',
  );
  assert.equal(
    [registries.registryFor('@acme/x'), registries.registryFor('@other/x')].map((one) => [one?.name, one?.url.href]),
    [
      ['@acme', 'http://10.0.0.5:4873/'],
      ['default', 'https://fallback.example/'],
    ],
  );
  assert.equal(registries.tls, { strict: false, ca: ['-----BEGIN-----\nabc'] });
  assert.equal([registries.times.timeout, registries.times.retries], [1000, 10]);
  assert.equal([...registries.trusted], ['10.0.0.5:4873']);
});

test('proxies, and what they are not for', () => {
  const proxy = (npmrc: string, env: Record<string, string>, url: string) => read(npmrc, env).proxyFor(new URL(url));
  const env = { HTTPS_PROXY: 'http://p.example:3128', NO_PROXY: '.inside.example, exact.example' };
  assert.is(proxy('', env, 'https://a.example'), 'http://p.example:3128');
  assert.is(proxy('', env, 'https://deep.inside.example'), undefined);
  assert.is(proxy('', env, 'https://exact.example'), undefined);
  assert.is(proxy('https-proxy=http://q.example', env, 'https://a.example'), 'http://q.example');
  assert.is(proxy('noproxy=a.example', env, 'https://a.example'), undefined);
  assert.is(proxy('proxy=http://r.example', {}, 'http://a.example'), 'http://r.example');
});

test.run();
