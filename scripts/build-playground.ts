import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const SOURCE = 'src/studio/playground';

/** Bundles the page of the playground into a folder that any static host can serve. */
export async function buildPlayground(out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const used = new Set<string>();
  const define = { TEMPLATES: JSON.stringify(await readTemplates()) };
  await bundle(join(SOURCE, 'main.ts'), join(out, 'playground.js'), used, define);
  await bundle(join(SOURCE, 'worker/worker.ts'), join(out, 'worker.js'), used);
  const bridge = await bundle(join(SOURCE, 'preview/bridge.ts'), undefined, used);
  const stage = await bundle(join(SOURCE, 'preview/stage.ts'), undefined, used, {
    BRIDGE: JSON.stringify(bridge.trim()),
  });
  const preview = await readFile(join(SOURCE, 'preview/preview.html'), 'utf8');
  await writeFile(
    join(out, 'preview.html'),
    preview.replace('/* stage */', () => stage.trim()),
  );
  for (const name of ['index.html', 'playground.css'])
    await writeFile(join(out, name), await readFile(join(SOURCE, name), 'utf8'));
  await writeFile(join(out, 'THIRD-PARTY.txt'), (await Promise.all([...used].sort().map(licence))).join('\n\n'));
}

/** Files beside others under the name `x.browser.ts` stand in for them, as in the package's own bundle for browsers. */
const forBrowsers: Plugin = {
  name: 'for-browsers',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const other = path.replace(/\.ts$/, '.browser.ts');
      if (!existsSync(other)) return undefined;
      return { contents: await readFile(other, 'utf8'), loader: 'ts', resolveDir: dirname(path) };
    });
  },
};

async function bundle(
  entry: string,
  outfile: string | undefined,
  used: Set<string>,
  define: Record<string, string> = {},
): Promise<string> {
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    minify: true,
    charset: 'ascii',
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    write: false,
    define,
    plugins: [forBrowsers],
  });
  for (const input of Object.keys(metafile.inputs)) {
    const found = /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (found) used.add(found);
  }
  const text = outputFiles[0]?.text ?? '';
  if (outfile) await writeFile(outfile, text);
  return text;
}

/** The starters that are one text, and one with code of its own. */
async function readTemplates(): Promise<readonly object[]> {
  const starters = await Promise.all((await readdir('templates')).sort().map(readStarter));
  const code = { name: 'code', profile: 'trusted', text: await readFile(join(SOURCE, 'code.plan.json'), 'utf8') };
  return [...starters.filter((one) => one !== undefined), code];
}

async function readStarter(name: string): Promise<object | undefined> {
  const files = await readdir(join('templates', name));
  if (files.some((file) => !file.endsWith('.json'))) return undefined;
  const config = JSON.parse(await readFile(join('templates', name, 'renderify.config.json'), 'utf8'));
  return { name, profile: config.profile, text: await readFile(join('templates', name, 'plan.json'), 'utf8') };
}

async function licence(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} has no licence file`);
  return `${name} ${version} (${license})\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) await buildPlayground('dist/playground');
