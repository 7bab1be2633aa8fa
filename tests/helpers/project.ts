import { join } from 'node:path';
import type { Bundle } from '../../src/compiler/stages.ts';
import type { JsonObject } from '../../src/plan/types.ts';
import { createSandbox, type Run, type Sandbox } from './cli.ts';
import { startRegistry, type TestRegistry } from './registry/registry.ts';

/** Plans with modules, pinned from a registry on loopback and built by the program as it is shipped. */
export interface Workshop {
  readonly registry: TestRegistry;
  /** Pins and builds a plan beside the files of its folder; throws with what was said when either fails. */
  build(plan: object, files?: Readonly<Record<string, unknown>>, options?: readonly string[]): Promise<Built>;
  /** A folder with a plan, whose registry and store are those of the workshop. */
  folder(plan: object, files?: Readonly<Record<string, unknown>>): Sandbox;
  /** Runs the program in such a folder. */
  run(folder: Sandbox, ...args: string[]): Run;
  close(): Promise<void>;
}

/** A bundle as it lies on disk, with what the program said. */
export interface Built {
  readonly bundle: Bundle;
  readonly pin: Run;
  readonly build: Run;
  readonly html: string;
  /** The page's script, empty where there is none. */
  readonly script: string;
}

/** Opens a workshop; close it in `test.after`. */
export async function openWorkshop(): Promise<Workshop> {
  const registry = await startRegistry();
  const store = createSandbox();
  const open: Sandbox[] = [store];
  const folder: Workshop['folder'] = (plan, files = {}) => {
    const made = createSandbox({ 'plan.json': plan, '.npmrc': `registry=${registry.url()}\n`, ...files });
    open.push(made);
    return made;
  };
  const run: Workshop['run'] = (place, ...args) =>
    place.run(args, { env: { RENDERIFY_STORE: join(store.path, 'store') } });
  return {
    registry,
    folder,
    run,
    async build(plan, files = {}, options = []) {
      const place = folder(plan, files);
      const pin = succeed(run(place, 'pin', 'plan.json', ...policyOf(options)));
      const build = succeed(run(place, 'build', 'plan.json', ...options));
      return { ...readBuilt(place), pin, build };
    },
    async close() {
      for (const place of open) place.remove();
      await registry.stop();
    },
  };
}

/** Of the options of `build`, `pin` has those of the policy. */
function policyOf(options: readonly string[]): string[] {
  const at = options.indexOf('--profile');
  return at < 0 ? [] : options.slice(at, at + 2);
}

function succeed(run: Run): Run {
  if (run.status !== 0) throw new Error(`it ended with ${run.status}:\n${run.stdout}${run.stderr}`);
  return run;
}

/** Reads `dist` back. */
function readBuilt(place: Sandbox): Pick<Built, 'bundle' | 'html' | 'script'> {
  const tree = place.tree('dist');
  const manifest = JSON.parse(tree['renderify.manifest.json'] ?? '{}') as JsonObject;
  const files = Object.entries(tree).map(([path, text]) => ({ path, text }));
  const entry = String(manifest['entry']);
  const html = tree[entry] ?? '';
  const bundle = { target: String(manifest['target']), files, entry, csp: String(manifest['csp']), manifest };
  return { bundle, html, script: /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? '' };
}
