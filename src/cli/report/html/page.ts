import { createHash } from 'node:crypto';
import { compilerVersion } from '../../../compiler/version.ts';
import type { ReportModel } from '../model.ts';
import { details } from './details.ts';
import { findings } from './findings.ts';
import { code, counted, type Html, text } from './markup.ts';
import { bundleTable, features, tiles } from './overview.ts';
import { STYLE } from './style.ts';
import { capabilities, modules, policies, provenance } from './supply.ts';

/** Bundles beyond this are in the table only, so that a browser can still show the page. */
const MOST_DETAILED = 1000;

/** The report as one page: no script, no request, nothing of what it shows can act. Its policy is as strict as a bundle's. */
export function reportPage(model: ReportModel): Html {
  const { folder, bundles, strays } = model;
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const csp = `default-src 'none';style-src 'sha256-${hash}';base-uri 'none';form-action 'none'`;
  const detailed = Math.min(bundles.length, MOST_DETAILED);
  const list = strays.slice(0, 100).map((path) => `<li>${code(path, 200)}</li>`);
  return [
    '<!doctype html><html lang=en><meta charset=utf-8>',
    `<meta http-equiv=content-security-policy content="${csp}">`,
    '<meta name=viewport content="width=device-width"><meta name=color-scheme content="light dark">',
    `<title>${text(folder, 120)}: report</title><style>${STYLE}</style>`,
    `<body><header><h1>What is in ${text(folder, 120)}</h1>`,
    `<p class=soft>${counted(bundles.length, 'bundle', 'bundles')}; read by renderify ${text(compilerVersion)}.</p>`,
    `<nav aria-label="Parts of this page"><ul>${SECTIONS.map(([id, title]) => `<li><a href=#${id}>${title}</a></li>`).join('')}</ul></nav></header><main>`,
    tiles(model),
    findings(model),
    bundleTable(bundles, detailed),
    features(bundles),
    modules(bundles),
    policies(bundles),
    capabilities(bundles),
    provenance(bundles),
    list.length > 0
      ? `<p>${counted(strays.length, 'file belongs', 'files belong')} to no bundle:</p><ul class=plain>${list.join('')}</ul>`
      : '',
    details(bundles, detailed),
    '</main>\n',
  ].join('');
}

const SECTIONS = [
  ['findings', 'Findings'],
  ['bundles', 'Bundles'],
  ['features', 'Script by feature'],
  ['modules', 'Modules'],
  ['policy', 'Policy'],
  ['capabilities', 'Capabilities'],
  ['provenance', 'Provenance'],
  ['details', 'Details'],
] as const;
