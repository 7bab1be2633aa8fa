import { defineFindings } from '../../diagnostics/define.ts';

const component = { bad: '{ "type": "component", "module": "./card.mjs" }', good: 'a module that keeps to spec 7.1' };

/** Findings about plan code: what it exports, what it gives, where it can run (spec sections 7 and 8). */
export const islandFindings = defineFindings({
  exportMissing: {
    code: 'RF5501',
    name: 'component-export-missing',
    severity: 'error',
    docs: 'The module of a component node has no export of the name that `exportName` says. There is no fallback to `default`.',
    example: { bad: '"exportName": "Crad"', good: '"exportName": "Card"' },
  },
  exportKind: {
    code: 'RF5502',
    name: 'component-export-kind',
    severity: 'error',
    docs: 'The export that a component node names is neither a Preact component nor a node factory: it is no function.',
    example: {
      bad: 'export const Card = 5',
      good: 'export const Card = (props) => ({ type: "text", value: props.title })',
    },
  },
  componentFailed: {
    code: 'RF5503',
    name: 'component-failed',
    severity: 'error',
    alsoWarns: true,
    docs: 'The code of a component threw while it was prerendered, or gave something that is no node. With `--allow-client-only` it is a warning, and the page tries again.',
    example: component,
  },
  prerenderSkipped: {
    code: 'RF5504',
    name: 'prerender-skipped',
    severity: 'warning',
    docs: 'The code could not be run at build, so that the page shows the fallback, or nothing, until its script has run.',
    example: {
      bad: 'a component that reads `document` while it renders',
      good: 'a component that reads it in an effect',
    },
  },
  sourceExportMissing: {
    code: 'RF5505',
    name: 'source-export-missing',
    severity: 'error',
    docs: "The plan's source has no export of the name that `exportName` says. There is no fallback to `default`.",
    example: { bad: '"code": "export const App = …"', good: '"code": "export default …"' },
  },
  linkFailed: {
    code: 'RF5506',
    name: 'link-failed',
    severity: 'error',
    docs: 'The modules of the plan cannot be put together: an import that its module does not export, or a text that is no JavaScript.',
    example: { bad: 'import { chrat } from "recharts"', good: 'import { LineChart } from "recharts"' },
  },
  runtimeMismatch: {
    code: 'RF5507',
    name: 'profile-runtime-mismatch',
    severity: 'error',
    docs: 'The execution profile cannot run this kind of code: a worker or the isolated engine has no document for Preact, and a page without plan code has no handlers.',
    example: {
      bad: '"executionProfile": "sandbox-worker" with "runtime": "preact"',
      good: '"executionProfile": "sandbox-iframe"',
    },
  },
  profileUnavailable: {
    code: 'RF5508',
    name: 'profile-unavailable',
    severity: 'error',
    docs: 'The execution profile cannot be provided, and no profile falls back to a weaker one.',
    example: {
      bad: '"executionProfile": "sandbox-shadowrealm" for code that must run again',
      good: '"executionProfile": "sandbox-worker"',
    },
  },
  modulesUnavailable: {
    code: 'RF5509',
    name: 'modules-unavailable',
    severity: 'error',
    docs: 'The plan has modules, and whoever called the compiler gave it no place to take them from.',
    example: { bad: 'compile(plan) with a component', good: 'compile(plan, { host: { modules, linker } })' },
  },
  importUnused: {
    code: 'RF5510',
    name: 'import-unused',
    severity: 'warning',
    docs: 'A module is declared in `imports`, but no component and no source imports it. It is pinned and checked, and no code of it is in the bundle.',
    example: { bad: '"imports": ["recharts"]', good: 'leave it out' },
  },
  urlRemoved: {
    code: 'RF5512',
    name: 'url-removed',
    severity: 'warning',
    docs: 'What Preact rendered has an address that the policy refuses. It is left out of the page, at build and at run time.',
    example: { bad: '<a href="javascript:…">', good: '<a href="#top">' },
  },
  manifestUnused: {
    code: 'RF5511',
    name: 'manifest-unused',
    severity: 'warning',
    docs: 'An entry of `moduleManifest` pins a module that nothing of the plan asks for.',
    example: { bad: '"moduleManifest": { "recharts": … }', good: 'leave it out' },
  },
});
