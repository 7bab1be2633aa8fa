import type { ReportModel } from '../model.ts';
import { code, counted, type Html, section, table, text } from './markup.ts';

const MOST = 1000;

/** What was found when the bundles were built, errors first. */
export function findings({ findings: all, failed }: ReportModel): Html {
  if (all === undefined)
    return section(
      'findings',
      'Findings',
      '<p>None were given. <code>renderify build --report report.json</code> writes them, and <code>--findings report.json</code> shows them here.</p>',
    );
  const sorted = [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity !== 'error'),
  ];
  const rows = sorted
    .slice(0, MOST)
    .map(({ severity, code: number, name, message, file, line, column, pointer }) => [
      `<span class=${severity === 'error' ? 'error' : 'warning'}>${severity === 'error' ? 'error' : 'warning'}</span>`,
      `${code(number, 20)} ${code(name, 60)}`,
      `${text(message, 600)}<br><span class=soft>${code(line === undefined ? file : `${file}:${line}:${column ?? 1}`, 200)} ${code(pointer, 200)}</span>`,
    ]);
  const more = all.length > MOST ? `<p>and ${counted(all.length - MOST, 'finding', 'findings')} more.</p>` : '';
  const list = failed.slice(0, MOST).map((plan) => `<li>${code(plan, 200)}</li>`);
  const missing = list.length > 0 ? `<h3>Plans without a bundle</h3><ul class=plain>${list.join('')}</ul>` : '';
  const shown =
    rows.length > 0 ? table('Findings', ['Severity', 'Finding', 'What and where'], rows) : '<p>Nothing was found.</p>';
  return section('findings', 'Findings', `${missing}${shown}${more}`);
}
