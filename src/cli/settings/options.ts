import { TARGET_NAMES } from '../../compiler/index.ts';
import { PROFILES } from '../../compiler/phases/4-check/policy/fields.ts';
import { formats } from '../../diagnostics/formats/index.generated.ts';
import type { OptionDefinition } from '../commands/command.ts';
import { HOST_KINDS } from '../host-config/kinds.ts';

/** Which policy a plan is held to. */
export const policyOptions: readonly OptionDefinition[] = [
  { flags: '--profile <name>', docs: 'Policy profile', choices: PROFILES },
  { flags: '--policy <file>', docs: 'Policy file; else renderify.policy.json beside the plan and upwards' },
  { flags: '--no-policy-file', docs: 'Looks for no policy file' },
  { flags: '--allow-link-host <host>', docs: 'Allows links to this host', repeat: true },
  {
    flags: '--allow-network-host <host>',
    docs: 'Allows images and media from this host',
    repeat: true,
  },
];

/** What is built. */
export const targetOption: OptionDefinition = {
  flags: '--target <name>',
  docs: 'What is built',
  choices: TARGET_NAMES,
};

/** Whether types are looked at. */
export const typecheckOption: OptionDefinition = {
  flags: '--typecheck',
  docs: 'Reports type errors in TypeScript of plans; else types are only erased',
};

/** Values that the plan reads. */
export const inputOptions: readonly OptionDefinition[] = [
  { flags: '--context <json>', docs: 'Values for {{context.…}}: a file, or JSON that begins with {' },
  { flags: '--vars <json>', docs: 'Values for {{vars.…}}: a file, or JSON that begins with {' },
];

/** What the page is like. */
export const pageOptions: readonly OptionDefinition[] = [
  { flags: '--live-inputs', docs: 'The page accepts context and vars when it is mounted, too' },
  { flags: '--expose', docs: 'Puts the handle of the mounted plan on globalThis.renderify' },
  { flags: '--title <text>', docs: "The page's title, instead of the plan's" },
  { flags: '--lang <tag>', docs: "The page's language, instead of the plan's" },
];

/** How findings are shown. */
export const findingOptions: readonly OptionDefinition[] = [
  { flags: '--format <name>', docs: 'How findings are shown', choices: formats.map(({ name }) => name) },
  { flags: '--max-warnings <n>', docs: 'More warnings than this are a failure' },
  { flags: '--quiet', docs: 'Shows errors only' },
];

/** Where settings come from that no option gives. */
export const configOptions: readonly OptionDefinition[] = [
  {
    flags: '--config <file>',
    docs: 'Config file; else renderify.config.json, or the renderify key of package.json, here',
  },
];

/** Where modules come from. */
export const moduleOptions: readonly OptionDefinition[] = [
  { flags: '--lock <file>', docs: 'Lock file; else renderify.lock.json beside the plan and upwards' },
  { flags: '--root <folder>', docs: "Folder that a plan's own modules may lie in, instead of the plan's" },
  { flags: '--store <folder>', docs: 'Where fetched modules are kept; else RENDERIFY_STORE, or the cache folder' },
  { flags: '--offline', docs: 'Opens no socket' },
];

/** How builds of several plans go about it. */
export const manyOptions: readonly OptionDefinition[] = [
  { flags: '--workers <n>', docs: 'Threads for many plans; as many as there are cores when nothing is said' },
  {
    flags: '--shard <part>',
    docs: 'Builds one part of the plans, 2/8 the second of eight; `renderify merge` joins them',
  },
  { flags: '--cache <folder>', docs: 'Where several plans are remembered; else beside the store of modules' },
  { flags: '--no-cache', docs: 'Remembers nothing' },
  { flags: '--report <file>', docs: 'Writes what became of each plan, with its findings, as JSON' },
];

/** A build cache that is shared with other machines. */
export const remoteCacheOptions: readonly OptionDefinition[] = [
  { flags: '--remote-cache <url>', docs: 'Server with a build cache for several plans (bazel-remote over HTTP)' },
  {
    flags: '--remote-cache-mode <name>',
    docs: 'What is done with it; read when nothing is said, and only trusted jobs should write',
    choices: ['read', 'read-write'],
  },
  { flags: '--remote-cache-unsigned', docs: 'Takes entries without a key; only where server and network are trusted' },
  { flags: '--remote-cache-timeout <n>', docs: 'Seconds that one of its answers may take; 5 when nothing is said' },
  { flags: '--remote-cache-cert <file>', docs: 'Certificate that is shown to it (PEM)' },
  { flags: '--remote-cache-key <file>', docs: 'Key of that certificate (PEM)' },
  { flags: '--remote-cache-ca <file>', docs: 'Who may have signed its certificate (PEM); else who is known to Node' },
];

/** Who answers for what was built. */
export const signOption: OptionDefinition = {
  flags: '--sign <key>',
  docs: 'Signs the provenance of each bundle with this key (PEM), or without one through `sigstore`',
};

/** For whom the output is meant. */
export const hostOption: OptionDefinition = {
  flags: '--host-config <name>',
  docs: 'Writes headers, caching and types for a host beside the bundles',
  choices: HOST_KINDS,
};

/** Whether a build must be as the lock says. */
export const frozenOptions: readonly OptionDefinition[] = [
  { flags: '--frozen', docs: 'Refuses files beside plans that changed after pinning; so by itself when CI is set' },
  { flags: '--no-frozen', docs: 'Allows them, also when CI is set' },
];
