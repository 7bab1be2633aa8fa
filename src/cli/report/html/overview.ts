import { compilerVersion } from '../../../compiler/version.ts';
import type { BundleReport, ReportModel } from '../model.ts';
import { bar, bytes, code, counted, facts, type Html, section, table, text } from './markup.ts';

/** How many rows a table has at most; a page of a hundred thousand rows is of no use to anybody. */
const MOST_ROWS = 20_000;

/** The numbers that say most. */
export function tiles({ bundles, findings, failed }: ReportModel): Html {
  const sum = bundles.reduce((all, one) => all + one.bytes, 0);
  const errors = findings?.filter(({ severity }) => severity === 'error').length;
  const entries: [string, Html][] = [
    ['Bundles', bytes(bundles.length)],
    ['Bytes that browsers load', bytes(sum)],
    ['Biggest bundle, bytes', bytes(bundles[0]?.bytes ?? 0)],
    ['Packages in pages', bytes(packagesOf(bundles).size)],
    ['Errors', errors === undefined ? 'not given' : bytes(errors)],
    ['Warnings', findings === undefined ? 'not given' : bytes(findings.length - (errors ?? 0))],
  ];
  const missing: [string, Html][] = failed.length > 0 ? [['Plans without a bundle', bytes(failed.length)]] : [];
  return facts([...entries, ...missing]).replace('<dl>', '<dl class=tiles>');
}

function packagesOf(bundles: readonly BundleReport[]): Set<string> {
  return new Set(
    bundles.flatMap(({ modules }) => modules.filter((one) => one.inPage).map((one) => one.package || one.id)),
  );
}

/** Bundles, the biggest first, each a link to what is known of it. */
export function bundleTable(bundles: readonly BundleReport[], detailed: number): Html {
  const biggest = bundles[0]?.bytes ?? 0;
  const measured = bundles.some(({ brotli }) => brotli !== undefined);
  const rows = bundles.slice(0, MOST_ROWS).map((bundle, index) => {
    const { brotli, policy, warnings, parts } = bundle;
    const name = nameOf(bundle);
    const cells = [
      `${index < detailed ? `<a href=#b${index}>${text(name, 120)}</a>` : text(name, 120)}${bar(partsOf(parts), biggest)}`,
      text(policy.profile, 40),
      bytes(bundle.bytes),
      ...(measured ? [bytes(brotli)] : []),
      bytes(parts.script),
      warnings === undefined ? '–' : bytes(warnings),
    ];
    return cells;
  });
  const head = ['Bundle', 'Profile', 'Bytes', ...(measured ? ['After brotli'] : []), 'Script', 'Warnings'];
  const rest =
    bundles.length > MOST_ROWS ? `<p>and ${counted(bundles.length - MOST_ROWS, 'bundle', 'bundles')} more.</p>` : '';
  const note = measured
    ? ''
    : '<p class=soft>Sizes after brotli are left out where there are more than 500 bundles.</p>';
  return section('bundles', 'Bundles', `${key()}${table('Bundles', head, rows, 2)}${note}${rest}`);
}

/** How a bundle is called: by its folder, which is unique, or by the plan where it is the only one. */
export function nameOf({ folder, id }: BundleReport): string {
  return folder || id;
}

/** The parts of a page as those of a bar. */
export function partsOf(parts: BundleReport['parts']) {
  return (['script', 'style', 'markup'] as const).map((name) => ({ name, bytes: parts[name] }));
}

/** A function of the runtime; its name is never broken. */
export function featureName(name: string): Html {
  return `<span class=name>${code(name)}</span>`;
}

/** What the colours of bars mean. */
export function key(): Html {
  const entry = (name: string, words: string) =>
    `<li><svg viewBox="0 0 8 8" aria-hidden=true><rect class=${name} width=8 height=8 /></svg>${words}</li>`;
  return `<ul class=key>${entry('script', 'script')}${entry('style', 'style')}${entry('markup', 'markup and text')}</ul>`;
}

/** Sizes by functions of the runtime, over all bundles. */
export function features(bundles: readonly BundleReport[]): Html {
  const sums = new Map<string, { each: number; count: number }>();
  for (const { script } of bundles)
    for (const [name, each] of script.features ?? []) {
      const sum = sums.get(name) ?? { each, count: 0 };
      sum.count++;
      sums.set(name, sum);
    }
  const known = bundles.filter(({ script }) => script.features !== undefined);
  const whole = known.reduce((all, { script }) => all + script.bytes, 0);
  const rows = [...sums]
    .map(([name, { each, count }]) => ({ name, each, count, all: each * count }))
    .sort((a, b) => b.all - a.all || (a.name < b.name ? -1 : 1));
  const runtime = rows.reduce((sum, { all }) => sum + all, 0);
  const body = rows.map(({ name, each, count, all }) => [featureName(name), bytes(each), bytes(count), bytes(all)]);
  body.push([
    'the plans’ own code: state, transitions, listeners, modules',
    '–',
    bytes(known.length),
    bytes(whole - runtime),
  ]);
  const others = bundles.length - known.length;
  const left =
    others > 0
      ? `<p>${counted(others, 'bundle was', 'bundles were')} built by another version than ${text(compilerVersion)} of the compiler, and ${others === 1 ? 'its script is' : 'their scripts are'} not taken apart.</p>`
      : '';
  const note =
    '<p class=soft>No manifest names the functions of the runtime. They are found in the scripts by their text, which is the same in every bundle of one version of the compiler.</p>';
  const content =
    known.length > 0 ? table('Size by feature', ['Feature', 'Bytes each', 'Bundles', 'Bytes in all'], body, 1) : '';
  return section('features', 'Script by feature', `${note}${content}${left}`);
}
