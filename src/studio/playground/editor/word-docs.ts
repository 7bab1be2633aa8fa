/** Attributes that are offered; any other can be written as well. */
export const ATTRIBUTES =
  'id class style title lang dir hidden role tabIndex href src alt width height type name value placeholder checked disabled required readOnly min max step pattern for autocomplete open colSpan rowSpan scope aria-label aria-labelledby aria-describedby aria-live aria-hidden aria-expanded aria-pressed aria-current'.split(
    ' ',
  );

/** What keys of the language mean, by the last named key before them. */
export const KEY_DOCS: Readonly<Record<string, string>> = {
  'node type': 'What the node is: an element, a text, or a component of a module.',
  'action type': 'What the action does with the value at its path.',
  specVersion: 'The version of the language that the plan is written in.',
  id: 'The name of the plan: it appears in manifests and snapshots, never in the page.',
  version: 'The version of the plan, counted from 1.',
  root: 'The one node that everything else is inside.',
  capabilities: 'What the plan asks for; the policy decides what it gets.',
  'capabilities domWrite': 'Whether anything may change the page after it has loaded.',
  'capabilities networkHosts': 'Hosts that the page may send requests to.',
  'capabilities allowedModules': 'Modules that the plan may name.',
  'capabilities timers': 'Whether code of the plan may use timers.',
  'capabilities storage': 'Stores of the browser that code of the plan may use.',
  'capabilities executionProfile': 'Where code of the plan runs.',
  'capabilities maxImports': 'How many modules the plan may name at most.',
  'capabilities maxComponentInvocations': 'How often components may be called at most.',
  'capabilities maxExecutionMs': 'How long code of the plan may take, in milliseconds.',
  state: 'What the page remembers, and how events change it.',
  'state initial': 'The state before the first event: any JSON object.',
  'state transitions': 'For each type of event the actions that it causes, one after another.',
  imports: 'Modules that are loaded with the page.',
  moduleManifest: 'Where modules come from, by the name that the plan uses.',
  'moduleManifest resolvedUrl': 'The address of the module.',
  'moduleManifest integrity': 'The hash that the bytes of the module must have.',
  'moduleManifest version': 'The version of the module.',
  'moduleManifest signer': 'Who signed the module.',
  source: 'The plan’s own code: it makes the page, or components of it.',
  'source code': 'The text of one module. The code tab shows it with its lines.',
  'source language': 'The language of the code.',
  'source runtime': 'What the code makes: nodes of the plan, or elements of Preact.',
  'source exportName': 'The export that makes the page; `default` when nothing is said.',
  metadata: 'Notes about the plan, which decide nothing.',
  tag: 'The name of the element.',
  props: 'Attributes, styles and events.',
  children: 'The nodes inside, in order.',
  value: 'A text or a value; `{{path}}` in a text shows what is there.',
  module: 'The module of the component, or `this-plan-source`.',
  exportName: 'The export of the module.',
  path: 'The place in the state, as names with dots between them.',
  by: 'How much is added; 1 when nothing is said.',
};

/** What a key means in the object at `path`. */
export function describeKey(path: readonly string[], name: string): string {
  return KEY_DOCS[`${path[0] ?? ''} ${name}`] ?? KEY_DOCS[name] ?? '';
}
