/** What kind of values a field has, and with it which of two values is the tighter one; of a `minimum`, the greater. */
export type FieldKind = 'number' | 'minimum' | 'switch' | 'level' | 'allow-list' | 'block-list' | 'host-list';

/** The value of a field. */
export type FieldValue = boolean | number | string | readonly string[];

/** One number, switch or list that a policy sets. */
export interface Field {
  readonly kind: FieldKind;
  readonly unit?: string;
  /** The rule that reads it. */
  readonly rule: string;
  readonly docs: string;
  /** For each profile, in their order. */
  readonly values: readonly [FieldValue, FieldValue, FieldValue, FieldValue];
  /** The words that a list may hold, where they are few. */
  readonly words?: readonly string[];
  /** Judges what `renderify pin` may choose, and nothing of a bundle, so that the digest leaves it out. */
  readonly pinning?: true;
  /** A limit of the language that no policy exceeds. */
  readonly most?: number;
}

/** From the tightest to the loosest. */
export const PROFILES = ['strict', 'balanced', 'trusted', 'relaxed'] as const;

/** What is in force when nobody names another. */
export const DEFAULT_PROFILE = 'balanced';

const EXECUTION_PROFILES = ['standard', 'isolated-vm', 'sandbox-worker', 'sandbox-iframe', 'sandbox-shadowrealm'];
const SPEC_VERSIONS = ['runtime-plan/v1'];
const BANNED_GLOBALS = [
  'eval',
  'Function',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'importScripts',
  'localStorage',
  'sessionStorage',
  'child_process',
];
const BLOCKED_TAGS = ['script', 'iframe', 'object', 'embed', 'link', 'meta'];
const MODULE_HOSTS = ['ga.jspm.io', 'cdn.jspm.io'];

/** Every field of a policy with its value in each profile; `renderify policy` and the reference print it. */
export const FIELDS: Readonly<Record<string, Field>> = {
  blockedTags: {
    kind: 'block-list',
    rule: 'no-blocked-tags',
    docs: "Tags refused by the profile, on top of the language's own fixed list; a policy can add tags, never remove a fixed one.",
    values: [BLOCKED_TAGS, BLOCKED_TAGS, BLOCKED_TAGS, ['script', 'iframe', 'object', 'embed']],
  },
  maxTreeDepth: {
    kind: 'number',
    unit: 'levels',
    rule: 'max-tree-depth',
    docs: 'Greatest depth of a node; the root has depth 0 and text nodes count.',
    values: [8, 12, 16, 24],
    most: 512,
  },
  maxNodeCount: {
    kind: 'number',
    unit: 'nodes',
    rule: 'max-node-count',
    docs: 'Text, element and component nodes of root together; factory output counts too.',
    values: [250, 500, 1000, 2000],
  },
  allowInlineEventHandlers: {
    kind: 'switch',
    rule: 'no-inline-handlers',
    docs: 'Historic switch: relaxed reports lower-case on* props as a warning and drops them; they are never emitted in any profile.',
    values: [false, false, false, true],
  },
  allowedModules: {
    kind: 'allow-list',
    rule: 'allowed-modules',
    docs: 'Prefixes that a non-URL specifier may have; bare names and relative files are judged by their own rules. An empty list allows nothing.',
    values: [
      ['/', 'npm:'],
      ['/', 'npm:'],
      ['/', 'npm:'],
      ['/', 'npm:', 'https://ga.jspm.io/', 'https://cdn.jspm.io/'],
    ],
  },
  allowLocalModules: {
    kind: 'switch',
    rule: 'no-local-modules',
    docs: "Whether ./ and ../ modules inside the plan's folder may be bundled; strict needs pinned and reviewed modules only.",
    values: [false, true, true, true],
  },
  allowedNetworkHosts: {
    kind: 'host-list',
    rule: 'allowed-url-hosts',
    docs: 'Hosts that modules, images and media may come from and that networkHosts may request. Patterns: host, *.host, host:port.',
    values: [MODULE_HOSTS, MODULE_HOSTS, [...MODULE_HOSTS, 'esm.sh'], [...MODULE_HOSTS, 'esm.sh', 'unpkg.com']],
  },
  allowedLinkHosts: {
    kind: 'host-list',
    rule: 'allowed-link-hosts',
    docs: "Further hosts for links only: following a link is the reader's act and loads nothing by itself. * means every https host whose origin is written literally in the plan; a template never decides the origin unless that host is listed by name.",
    values: [[], ['*'], ['*'], ['*']],
  },
  allowArbitraryNetwork: {
    kind: 'switch',
    rule: 'allowed-url-hosts',
    docs: 'Lifts the host lists for https (and http for links). Schemes stay restricted.',
    values: [false, false, false, true],
  },
  allowDataImages: {
    kind: 'switch',
    rule: 'no-data-images',
    docs: 'Whether raster images may be embedded as base64 data URLs; SVG never may.',
    values: [false, true, true, true],
  },
  maxDataUrlBytes: {
    kind: 'number',
    unit: 'bytes',
    rule: 'max-data-url-bytes',
    docs: 'Length of one data URL.',
    values: [0, 65_536, 131_072, 262_144],
    most: 4_194_304,
  },
  allowFormAction: {
    kind: 'switch',
    rule: 'no-form-action',
    docs: 'Whether action and formaction may name a URL; the host rules then apply and form-action in the CSP lists it.',
    values: [false, false, false, true],
  },
  allowedExecutionProfiles: {
    kind: 'allow-list',
    rule: 'allowed-execution-profiles',
    docs: 'Execution profiles that a plan may request.',
    values: same(EXECUTION_PROFILES),
    words: EXECUTION_PROFILES,
  },
  maxTransitionsPerPlan: {
    kind: 'number',
    unit: 'transitions',
    rule: 'max-transitions',
    docs: 'Number of event types in state.transitions.',
    values: [40, 100, 150, 400],
  },
  maxActionsPerTransition: {
    kind: 'number',
    unit: 'actions',
    rule: 'max-actions-per-transition',
    docs: 'Number of actions in one transition.',
    values: [20, 50, 75, 150],
  },
  maxStateBytes: {
    kind: 'number',
    unit: 'bytes',
    rule: 'max-state-bytes',
    docs: 'Size of the state as compact JSON in UTF-8: checked for initial at build and after every action at run time.',
    values: [65_536, 262_144, 1_048_576, 4_194_304],
  },
  maxAllowedImports: {
    kind: 'number',
    unit: 'modules',
    rule: 'max-imports',
    docs: 'Upper bound of capabilities.maxImports, of distinct direct specifiers, and of moduleManifest entries.',
    values: [80, 200, 400, 1000],
  },
  maxAllowedExecutionMs: {
    kind: 'number',
    unit: 'ms',
    rule: 'max-execution-ms',
    docs: 'Upper bound of capabilities.maxExecutionMs.',
    values: [5000, 15_000, 30_000, 60_000],
  },
  maxAllowedComponentInvocations: {
    kind: 'number',
    unit: 'calls',
    rule: 'max-component-invocations',
    docs: 'Upper bound of capabilities.maxComponentInvocations.',
    values: [120, 500, 1000, 4000],
  },
  allowTimers: {
    kind: 'switch',
    rule: 'allowed-timers',
    docs: 'Whether capabilities.timers may be true.',
    values: [false, true, true, true],
  },
  allowedStorage: {
    kind: 'allow-list',
    rule: 'allowed-storage',
    docs: 'Stores that capabilities.storage may request.',
    values: [[], [], [], ['localStorage', 'sessionStorage']],
    words: ['localStorage', 'sessionStorage'],
  },
  allowRuntimeSourceModules: {
    kind: 'switch',
    rule: 'no-source-modules',
    docs: 'Whether a plan may carry source code.',
    values: [false, false, true, true],
  },
  allowPreactSourceRuntime: {
    kind: 'switch',
    rule: 'no-preact-source',
    docs: 'Whether source.runtime may be preact.',
    values: [false, false, true, true],
  },
  maxRuntimeSourceBytes: {
    kind: 'number',
    unit: 'bytes',
    rule: 'max-source-bytes',
    docs: 'Size of source.code in UTF-8.',
    values: [20_000, 80_000, 120_000, 200_000],
    most: 4_194_304,
  },
  maxSourceImportSpecifiers: {
    kind: 'number',
    unit: 'modules',
    rule: 'max-source-imports',
    docs: 'Distinct specifiers imported by source.code.',
    values: [30, 120, 180, 500],
  },
  allowDynamicSourceImports: {
    kind: 'switch',
    rule: 'no-dynamic-imports',
    docs: 'Whether source may use import() with a literal specifier; a computed one is refused always.',
    values: [false, false, false, true],
  },
  sourceBannedGlobals: {
    kind: 'block-list',
    rule: 'no-banned-globals',
    docs: 'Free identifiers (or the same names on a global object) that plan code must not reach; decided on the syntax tree, so names in strings and comments do not count.',
    values: [[...BANNED_GLOBALS, 'indexedDB'], BANNED_GLOBALS, BANNED_GLOBALS, ['child_process']],
  },
  sourceBannedMembers: {
    kind: 'block-list',
    rule: 'no-banned-globals',
    docs: 'Member accesses that plan code must not make.',
    values: [['document.cookie', 'navigator.sendBeacon', 'process.env'], ['document.cookie'], ['document.cookie'], []],
  },
  allowComputedGlobals: {
    kind: 'switch',
    rule: 'no-computed-globals',
    docs: 'Whether plan code may index a global object with a key that cannot be decided at build.',
    values: [false, false, false, true],
  },
  supportedSpecVersions: {
    kind: 'allow-list',
    rule: 'allowed-spec-versions',
    docs: 'Accepted values of specVersion.',
    values: same(SPEC_VERSIONS),
    words: SPEC_VERSIONS,
  },
  requireSpecVersion: {
    kind: 'switch',
    rule: 'require-spec-version',
    docs: 'Whether specVersion must be written.',
    values: [true, true, true, false],
  },
  requireModuleManifestForBareSpecifiers: {
    kind: 'switch',
    rule: 'require-manifest-entry',
    docs: 'Whether bare and npm: specifiers need a manifest entry (outside strict a lock entry or a built-in alias also counts).',
    values: [true, true, true, false],
  },
  requireModuleIntegrity: {
    kind: 'switch',
    rule: 'require-module-integrity',
    docs: "Whether every module that is not the plan's own source needs an integrity hash in moduleManifest.",
    values: [true, false, false, false],
  },
  requireMatchingManifestUrl: {
    kind: 'switch',
    rule: 'require-matching-url',
    docs: 'Whether a manifest entry keyed by a URL must resolve to that same URL.',
    values: [true, false, false, false],
  },
  requireExactVersions: {
    kind: 'switch',
    rule: 'require-exact-version',
    docs: 'Whether ranges and tags in specifiers and URLs are refused even for pin.',
    values: [true, true, true, false],
  },
  maxModuleBytes: {
    kind: 'number',
    unit: 'bytes',
    rule: 'max-module-bytes',
    docs: 'Size of one fetched module, by declared and by received length.',
    values: same(8_388_608),
  },
  maxGraphModules: {
    kind: 'number',
    unit: 'modules',
    rule: 'max-graph-modules',
    docs: 'Modules in the whole graph, transitive ones included.',
    values: [400, 1000, 3000, 10_000],
  },
  maxGraphBytes: {
    kind: 'number',
    unit: 'bytes',
    rule: 'max-graph-bytes',
    docs: 'Sum of the bytes of all modules of the graph.',
    values: [8_388_608, 16_777_216, 33_554_432, 67_108_864],
  },
  maxRedirects: {
    kind: 'number',
    unit: 'redirects',
    rule: 'allowed-module-hosts',
    docs: 'Redirects followed for one module; each target is checked again.',
    values: [0, 3, 5, 5],
  },
  minimumReleaseAge: {
    kind: 'minimum',
    unit: 'days',
    rule: 'minimum-release-age',
    docs: 'How long a version must have been public before pin may choose it; what the lock has already stays.',
    values: [7, 3, 0, 0],
    most: 3650,
    pinning: true,
  },
  unknownTopLevelKeys: {
    kind: 'level',
    rule: 'no-unknown-keys',
    docs: 'Severity of an unknown top-level key that does not begin with x-.',
    values: ['error', 'warning', 'warning', 'warning'],
  },
};

function same<T>(value: T): [T, T, T, T] {
  return [value, value, value, value];
}
