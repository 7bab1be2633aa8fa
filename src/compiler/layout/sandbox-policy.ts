import type { Program } from '../program.ts';
import { connectSources, emptyStyle, type ResourceSources, resourceSources } from './resource-sources.ts';

/** The one name of a Trusted Types policy in a page with a sandbox: it gives what the compiler wrote, and nothing else. */
export const SANDBOX_POLICY = 'renderify-sandbox';

/** The policy of the frame that starts a worker, and so of the worker: its script, workers of its own text, nothing else. */
export function workerPolicy(script: string): string {
  return list([
    ['default-src', []],
    ['script-src', [`'${script}'`]],
    ['worker-src', ['blob:']],
    ...CLOSED,
    ['require-trusted-types-for', ["'script'"]],
    ['trusted-types', [SANDBOX_POLICY]],
  ]);
}

/** The policy of an island's frame, and of the document around it. */
export function framePolicy(program: Program, scripts: readonly string[], styles: readonly string[]): string {
  const { images, media }: ResourceSources = resourceSources(program);
  const optional: [string, readonly string[]][] = [
    ['img-src', images],
    ['media-src', media],
    ['connect-src', connectSources(program)],
  ];
  return list([
    ['default-src', []],
    ['script-src', scripts.map((one) => `'${one}'`)],
    ['style-src', [...styles.map((one) => `'${one}'`), ...emptyStyle(program)]],
    ...optional.filter(([, values]) => values.length > 0),
    ...CLOSED,
    ['require-trusted-types-for', ["'script'"]],
    ['trusted-types', []],
  ]);
}

const CLOSED: [string, readonly string[]][] = [
  ['base-uri', []],
  ['form-action', []],
];

function list(directives: readonly (readonly [string, readonly string[]])[]): string {
  return directives.map(([name, values]) => `${name} ${values.length ? values.join(' ') : "'none'"}`).join(';');
}
