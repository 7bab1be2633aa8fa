import { compareNames } from '../compare-names.ts';
import type { BundleReport } from '../model.ts';
import { bytes, code, counted, digest, type Html, section, table, text } from './markup.ts';

/** Modules of all bundles by id. Two that have one id and differ in their bytes are two rows. */
export function modules(bundles: readonly BundleReport[]): Html {
  const rows = new Map<string, { module: BundleReport['modules'][number]; count: number; inPage: number }>();
  for (const { modules: list } of bundles)
    for (const module of list) {
      const name = `${module.id} ${module.integrity}`;
      const row = rows.get(name) ?? { module, count: 0, inPage: 0 };
      row.count++;
      if (module.inPage) row.inPage++;
      rows.set(name, row);
    }
  if (rows.size === 0) return section('modules', 'Modules', '<p>No bundle has modules.</p>');
  const sorted = [...rows.values()].sort((a, b) => compareNames(a.module.id, b.module.id));
  const body = sorted.map(({ module, count, inPage }) => [
    `${code(module.id)}<br>${digest(module.integrity)}`,
    code(module.package),
    module.reaches.length > 0 ? code(module.reaches.join(', ')) : '–',
    bytes(module.bytes),
    bytes(count),
    bytes(inPage),
  ]);
  const head = ['Module and integrity', 'Package', 'Reaches', 'Bytes of source', 'Bundles', 'In the page'];
  return section('modules', 'Modules', table('Modules', head, body, 3));
}

/** The policies that bundles were held to, each once. */
export function policies(bundles: readonly BundleReport[]): Html {
  const groups = groupBy(bundles, ({ policy }) => JSON.stringify(policy));
  const parts = groups.map(([{ policy }, count]) => {
    const overrides = policy.overrides.map(({ field, to, direction, reason }) => [
      code(field),
      code(JSON.stringify(to), 200),
      text(direction),
      text(reason) || '–',
    ]);
    const off = policy.warningsOff.map(
      ({ name, reason }) => `<li>${code(name)}: ${text(reason) || 'no reason given'}</li>`,
    );
    const name = policy.name === undefined ? '' : `, ${text(policy.name, 120)}`;
    return [
      `<h3>${text(policy.profile, 40)}${name} (${counted(count, 'bundle', 'bundles')})</h3><p>${digest(policy.digest)}</p>`,
      overrides.length > 0
        ? table('Overrides', ['Override', 'Value', 'Direction', 'Reason'], overrides)
        : '<p>No overrides.</p>',
      off.length > 0
        ? `<p>Warnings that are off:</p><ul class=plain>${off.join('')}</ul>`
        : '<p>No warning is off.</p>',
    ].join('');
  });
  return section('policy', 'Policy', parts.join(''));
}

/** What the bundles may do, each combination once. */
export function capabilities(bundles: readonly BundleReport[]): Html {
  const groups = groupBy(bundles, ({ domWrite, networkHosts, executionProfile }) =>
    JSON.stringify([domWrite, networkHosts, executionProfile]),
  );
  const rows = groups.map(([{ domWrite, networkHosts, executionProfile }, count]) => [
    domWrite ? 'may change its page' : 'never changes its page',
    networkHosts.length > 0 ? networkHosts.map((host) => code(host, 120)).join('<br>') : 'none',
    code(executionProfile),
    bytes(count),
  ]);
  const head = ['Page', 'Hosts that code may contact', 'Execution profile', 'Bundles'];
  return section('capabilities', 'Capabilities', table('Capabilities', head, rows, 3));
}

/** Who says how the bundles were built. */
export function provenance(bundles: readonly BundleReport[]): Html {
  const stated = bundles.filter((one) => one.provenance !== undefined);
  const groups = groupBy(stated, (one) => JSON.stringify([one.provenance, one.compiler]));
  const rows = groups
    .slice(0, 200)
    .map(([{ provenance: one }, count]) => [
      code(one?.builder ?? ''),
      text(one?.version ?? '', 40),
      text(one?.startedOn ?? '', 40) || '–',
      bytes(one?.dependencies ?? 0),
      bytes(count),
    ]);
  const versions = groupBy(bundles, ({ compiler }) => compiler).map(
    ([{ compiler }, count]) => `<li>compiler ${code(compiler)}: ${counted(count, 'bundle', 'bundles')}</li>`,
  );
  const boms = bundles.filter(({ components }) => components !== undefined).length;
  const head = ['Builder', 'Version', 'Built on', 'Dependencies', 'Bundles'];
  return section(
    'provenance',
    'Provenance',
    [
      `<ul class=plain>${versions.join('')}</ul>`,
      `<p>${counted(stated.length, 'bundle has', 'bundles have')} a statement of provenance, and ${counted(boms, 'has', 'have')} a bill of materials; plans without modules get neither.</p>`,
      rows.length > 0 ? table('Statements', head, rows, 3) : '',
      '<p class=soft>This page says what the files say. <code>renderify verify</code> holds them against each other.</p>',
    ].join(''),
  );
}

/** The first of each kind with their number, the most frequent kind first. */
function groupBy(bundles: readonly BundleReport[], keyOf: (bundle: BundleReport) => string): [BundleReport, number][] {
  const groups = new Map<string, [BundleReport, number]>();
  for (const bundle of bundles) {
    const group = groups.get(keyOf(bundle));
    if (group) group[1]++;
    else groups.set(keyOf(bundle), [bundle, 1]);
  }
  return [...groups.values()].sort(([, a], [, b]) => b - a);
}
