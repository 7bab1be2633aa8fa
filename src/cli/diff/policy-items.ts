import type { Json } from '../../plan/types.ts';
import type { Items } from './version.ts';

/** What policies and manifests have in common. */
interface PolicyLike {
  readonly profile: string;
  readonly name?: string | undefined;
  readonly digest: string;
  readonly overrides: readonly { readonly field: string; readonly to: Json; readonly direction: string }[];
  readonly warnings?: Readonly<Record<string, { readonly level: string }>>;
  readonly warningsOff?: readonly { readonly name: string }[];
}

/** The policy that a version was held to: the overrides with their direction, and the warnings that are off. */
export function policyItems({ profile, name, digest, overrides, warnings, warningsOff }: PolicyLike): Items {
  const off = warningsOff?.map((one) => one.name) ?? namesOff(warnings ?? {});
  return new Map([
    ['profile', profile],
    ['name', name ?? 'none'],
    ['digest', digest],
    ...overrides.map(({ field, to, direction }) => [`${direction} ${field}`, JSON.stringify(to)] as const),
    ...off.map((one) => [`warning off ${one}`, ''] as const),
  ]);
}

function namesOff(warnings: Readonly<Record<string, { readonly level: string }>>): string[] {
  const off = Object.entries(warnings).filter(([, { level }]) => level === 'off');
  return off.map(([name]) => name);
}
