import type { PolicyFields } from '../../../src/compiler/stages.ts';

/** The policy fields that matter after mount, per profile, as the policy page gives them. */
export const POLICIES: Readonly<Record<'strict' | 'balanced' | 'relaxed', PolicyFields>> = {
  strict: {
    allowedNetworkHosts: ['ga.jspm.io', 'cdn.jspm.io'],
    allowedLinkHosts: [],
    allowArbitraryNetwork: false,
    allowDataImages: false,
    maxDataUrlBytes: 0,
    maxStateBytes: 65_536,
  },
  balanced: {
    allowedNetworkHosts: ['ga.jspm.io', 'cdn.jspm.io'],
    allowedLinkHosts: ['*'],
    allowArbitraryNetwork: false,
    allowDataImages: true,
    maxDataUrlBytes: 65_536,
    maxStateBytes: 262_144,
  },
  relaxed: {
    allowedNetworkHosts: ['ga.jspm.io', 'cdn.jspm.io', 'esm.sh', 'unpkg.com'],
    allowedLinkHosts: ['*'],
    allowArbitraryNetwork: true,
    allowDataImages: true,
    maxDataUrlBytes: 262_144,
    maxStateBytes: 4_194_304,
  },
};
