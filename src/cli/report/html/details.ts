import type { BundleReport } from '../model.ts';
import { bar, bytes, code, counted, digest, facts, type Html, section, table, text } from './markup.ts';
import { featureName, nameOf, partsOf } from './overview.ts';

/** All that is known of each bundle, folded; a single one is open. */
export function details(bundles: readonly BundleReport[], shown: number): Html {
  const parts = bundles.slice(0, shown).map((bundle, index) => one(bundle, index, bundles.length === 1));
  const left = bundles.length - shown;
  const rest =
    left > 0 ? `<p>The ${counted(left, 'smallest bundle has', 'smallest bundles have')} no details here.</p>` : '';
  return section(
    'details',
    bundles.length === 1 ? 'Details' : 'Bundle by bundle',
    `<div${bundles.length > 20 ? ' class=many' : ''}>${parts.join('')}</div>${rest}`,
  );
}

function one(bundle: BundleReport, index: number, open: boolean): Html {
  const {
    id,
    version,
    digest: plan,
    target,
    entry,
    policy,
    parts,
    executionProfile,
    networkHosts,
    events,
    csp,
  } = bundle;
  const rows = bundle.files.map(({ path, bytes: size, sha256, loaded }) => [
    `${code(path, 200)}<br>${digest(sha256)}`,
    loaded ? 'yes' : 'no',
    bytes(size),
  ]);
  const content = [
    facts([
      [
        'Plan',
        `${code(id, 120)} version ${text(version, 20)}${bundle.plan === undefined ? '' : `, ${code(bundle.plan, 200)}`}`,
      ],
      ['Plan digest', digest(plan)],
      ['Target', `${code(target, 40)}, opened by ${code(entry, 120)}`],
      ['Policy', `${text(policy.profile, 40)}, ${counted(policy.overrides.length, 'override', 'overrides')}`],
      ['Execution profile', code(executionProfile, 40)],
      ['Hosts that code may contact', networkHosts.map((host) => code(host, 120)).join(', ') || 'none'],
      [
        'Events',
        events
          .slice(0, 100)
          .map((event) => code(event, 60))
          .join(', ') || 'none',
      ],
      ['Modules', moduleText(bundle)],
      ['Provenance', provenanceText(bundle)],
    ]),
    csp === '' ? '' : `<h3>Content security policy</h3><p>${code(csp, 4000)}</p>`,
    `<h3>Sizes</h3>${bar(partsOf(parts), parts.script + parts.style + parts.markup)}`,
    `<p>Script ${bytes(parts.script)}, style ${bytes(parts.style)}, markup and text ${bytes(parts.markup)} bytes in pages.</p>`,
    table('Files', ['File and SHA-256', 'Loaded by browsers', 'Bytes'], rows, 2),
    featureTable(bundle),
  ];
  const size = `<span class=soft>${bytes(bundle.bytes)} bytes</span>`;
  return `<details id=b${index}${open ? ' open' : ''}><summary>${text(nameOf(bundle), 120)} ${size}</summary>${content.join('')}</details>`;
}

function moduleText({ modules }: BundleReport): Html {
  if (modules.length === 0) return 'none';
  return modules
    .slice(0, 100)
    .map(({ id, inPage }) => `${code(id, 120)}${inPage ? '' : ' (at build only)'}`)
    .join(', ');
}

function provenanceText({ provenance, components, compiler }: BundleReport): Html {
  const parts = [
    `compiler ${code(compiler, 40)}`,
    provenance ? `statement by ${code(provenance.builder, 120)}` : 'no statement',
    components === undefined ? '' : `bill of materials with ${counted(components, 'component', 'components')}`,
  ];
  return parts.filter(Boolean).join(', ');
}

function featureTable({ script }: BundleReport): Html {
  if (script.features === undefined || script.bytes === 0) return '';
  const sorted = [...script.features].sort(([, a], [, b]) => b - a);
  const rows = sorted.map(([name, size]) => [featureName(name), bytes(size)]);
  const runtime = sorted.reduce((sum, [, size]) => sum + size, 0);
  rows.push(['the plan’s own code', bytes(script.bytes - runtime)]);
  return `<h3>Script by feature</h3>${table('Script by feature', ['Feature', 'Bytes'], rows, 1)}`;
}
