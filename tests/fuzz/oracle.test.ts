import { cpus } from 'node:os';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CompileOptions } from '../../src/compiler/stages.ts';
import { type Scenario, scenario } from '../helpers/arbitrary-plan.ts';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { type BundleServer, startBundleServer } from '../helpers/bundle-server.ts';
import { build } from '../helpers/door.ts';
import { compare, playStep, type Stage } from '../helpers/drive.ts';
import { minimise } from '../helpers/minimise.ts';
import { createInstance, POLICIES } from '../helpers/oracle/index.ts';
import { hostPage } from '../helpers/page/host-page.ts';

/** One way to build and open a plan. */
interface Variant {
  readonly name: string;
  readonly options: CompileOptions;
  readonly share: number;
  readonly open: 'http' | 'file' | 'module';
}

const RUNS = Number(process.env.RENDERIFY_RUNS ?? (process.env.RENDERIFY_FULL ? 2100 : 150));
const SEED = Number(process.env.RENDERIFY_SEED ?? 20260);
/** A hash in a link navigates; Chromium warns of text in number fields and SVG lengths, and of hidden required fields. */
const EXPECTED =
  /^(navigations|requests): |^console: (The specified value [\s\S]* cannot be parsed|An invalid form control|Error: <\w+> attribute)/;
/** How long a failing plan is made smaller. */
const SHRINK_MS = Number(process.env.RENDERIFY_SHRINK_MS ?? 20_000);
const LANES = Math.min(3, Math.max(2, cpus().length));
const VARIANTS: readonly Variant[] = [
  { name: 'site', options: {}, share: 0.3, open: 'http' },
  { name: 'site with its handle exposed', options: { expose: true }, share: 0.3, open: 'http' },
  { name: 'single file from disk', options: { target: 'single-file', expose: true }, share: 0.1, open: 'file' },
  { name: 'site with live inputs', options: { liveInputs: true, expose: true }, share: 0.1, open: 'http' },
  { name: 'module mounted by a host page', options: { target: 'module' }, share: 0.2, open: 'module' },
];

/** Inputs of the build where others are given at mount, which win key by key. */
const BUILT = { context: { user: { name: 'of the build' }, none: 'not missing' }, vars: { theme: 'light' } };
const test = suite('oracle');
const browser = await launchBrowser();
const server = await startBundleServer();
const count = { played: 0, skipped: 0, steps: 0 };
const reasons = new Map<string, number>();

test.after(async () => {
  await browser.close();
  await server.close();
});

for (const [at, variant] of VARIANTS.entries())
  test(`random plans agree with the reference interpreter: ${variant.name}`, async () => {
    const runs = Math.ceil((RUNS * variant.share) / LANES);
    const lanes = Array.from({ length: LANES }, (_, lane) => runLane(variant, SEED + at * 100 + lane, runs));
    const failed = (await Promise.all(lanes)).filter((report) => report !== undefined);
    assert.is(failed.length, 0, failed.join('\n\n'));
  });

test('most random plans are accepted', () => {
  const rate = count.skipped / (count.played + count.skipped);
  console.log(`${count.played} plans, ${count.steps} steps, ${(100 * rate).toFixed(1)} % refused`, [...reasons]);
  assert.ok(rate < 0.25, `${(100 * rate).toFixed(1)} % of the plans were refused`);
});

test.run();

async function runLane(variant: Variant, seed: number, numRuns: number): Promise<string | undefined> {
  const stage = await openStage();
  const property = fc.asyncProperty(scenario, async (input) => {
    const problem = await problemOf(stage, variant, input);
    if (problem) throw new Error(problem);
  });
  const { counterexample } = await fc.check(property, { seed, numRuns, endOnFailure: true });
  const report = counterexample ? await explain(stage, variant, counterexample[0]) : undefined;
  await Promise.all([stage.tested.close(), stage.reference.close()]);
  return report && `seed ${seed}: ${report}`;
}

/** The reference page is in standards mode, as bundles are. */
async function openStage(): Promise<Stage> {
  const stage = { tested: await openPage(browser), reference: await openPage(browser) };
  await stage.reference.goto('data:text/html,<!doctype html><body>');
  return stage;
}

async function explain(stage: Stage, variant: Variant, found: Scenario): Promise<string> {
  const kind = kindOf(await problemOf(stage, variant, found));
  const fails = async (candidate: Scenario) => kindOf(await problemOf(stage, variant, candidate)) === kind;
  const smallest = await minimise(found, fails, SHRINK_MS);
  return `${await problemOf(stage, variant, smallest)}\n${JSON.stringify(smallest)}`;
}

/** A problem without the names and values of one plan, so that making a plan smaller does not change the subject. */
function kindOf(problem: string | undefined): string | undefined {
  return problem?.replace(/"[^"]*"|#\d+|<\w+>|before step \d+: |\b\w{1,2} is/g, '').slice(0, 40);
}

async function problemOf(stage: Stage, variant: Variant, input: Scenario): Promise<string | undefined> {
  try {
    return await play(stage, variant, input);
  } catch (error) {
    return String(error);
  }
}

async function play(stage: Stage, variant: Variant, input: Scenario): Promise<string | undefined> {
  const { plan, context, vars } = input;
  const mounted = variant.open === 'module';
  const inputs = mounted ? BUILT : { context, vars };
  const result = await build(plan, { ...variant.options, profile: 'balanced', ...inputs });
  if (!result.bundle) return skip(result.diagnostics);
  await stage.tested.goto(await address(server, variant, result.bundle, input));
  const given = { context: { ...inputs.context, ...context }, vars: { ...inputs.vars, ...vars } };
  const oracle = createInstance(plan, { policy: POLICIES.balanced, ...given });
  let problem = await compare(stage, oracle);
  for (const [at, step] of input.steps.entries()) {
    if (problem) return `before step ${at}: ${problem} ${(await complaint(stage)) ?? ''}`;
    if (step.kind === 'dispatch' && variant.options.expose !== true && !mounted) continue;
    problem = await playStep(stage, oracle, step);
    count.steps++;
  }
  count.played++;
  const complained = await complaint(stage);
  return problem ? `${problem} ${complained ?? ''}` : complained;
}

async function complaint(stage: Stage): Promise<string | undefined> {
  const found = (await stage.tested.complaints()).filter((item) => !EXPECTED.test(item));
  return found.length > 0 ? found.join('\n') : undefined;
}

function skip(diagnostics: readonly { name: string; severity: string; message: string }[]): undefined {
  count.skipped++;
  for (const { name, severity } of diagnostics)
    if (severity === 'error') reasons.set(name, (reasons.get(name) ?? 0) + 1);
  const fault = diagnostics.find((item) => item.name === 'internal-error' || item.name.startsWith('html-'));
  if (fault) throw new Error(`${fault.name}: ${fault.message}`);
}

function address(
  to: BundleServer,
  variant: Variant,
  bundle: Parameters<BundleServer['http']>[0],
  { context, vars }: Scenario,
): string | Promise<string> {
  if (variant.open === 'file') return to.file(bundle);
  if (variant.open === 'http') return to.http(bundle);
  return to.http({ ...bundle, entry: 'host.html' }, hostPage(bundle.entry, { context, vars }));
}
