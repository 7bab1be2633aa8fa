import { PROFILES } from '../../compiler/phases/4-check/policy/fields.ts';
import type { MoreRule } from './compare-items.ts';
import type { SectionName } from './version.ts';

/** When a change of a section asks for more than before. What is in no rule never does. */
export const MORE_RULES: Readonly<Partial<Record<SectionName, MoreRule>>> = {
  capabilities: moreCapability,
  policy: morePolicy,
  hosts: ({ kind, what }) => (kind === 'added' ? HOSTS[what.replace(/ .*$/s, '')] : undefined),
  csp: moreCsp,
  modules: moreModule,
  linked: moreLinked,
  code: moreCode,
};

const HOSTS: Readonly<Record<string, string>> = {
  link: 'leads to a host that it did not lead to before',
  image: 'loads pictures from a host that it did not load from before',
  media: 'loads media from a host that it did not load from before',
  form: 'sends forms to a host that it did not send to before',
  module: 'takes code from a host that it did not take it from before',
};

/** From what separates least to what separates most (spec 8.3). */
const EXECUTION_PROFILES = ['standard', 'sandbox-iframe', 'sandbox-shadowrealm', 'sandbox-worker', 'isolated-vm'];

function moreCapability({ kind, what, old, new: now }: Parameters<MoreRule>[0], before: Parameters<MoreRule>[1]) {
  const [name = '', entry] = what.split(' ', 2);
  if (entry !== undefined) {
    if (kind !== 'added' || (name === 'allowedModules' && before.get('allowedModules') === 'any')) return undefined;
    return 'asks for a capability that it did not ask for before';
  }
  if (kind !== 'changed') return undefined;
  if (name === 'executionProfile')
    return EXECUTION_PROFILES.indexOf(now ?? '') < EXECUTION_PROFILES.indexOf(old ?? '')
      ? 'runs code with less isolation than before'
      : undefined;
  if (/^max/.test(name)) return Number(now) > Number(old) ? 'asks for a greater limit' : undefined;
  return now === 'true' || now === 'any' ? 'asks for a capability that it did not ask for before' : undefined;
}

function morePolicy({ kind, what, old, new: now }: Parameters<MoreRule>[0]) {
  if (what === 'profile') return rank(now) > rank(old) ? 'was held to a looser profile' : undefined;
  if (kind !== 'removed' && what.startsWith('loosening ')) return 'was held to a policy that is looser by an override';
  if (kind === 'removed' && what.startsWith('tightening '))
    return 'was held to a policy without an override that was tighter';
  return kind === 'added' && what.startsWith('warning off ') ? 'was checked with a warning turned off' : undefined;
}

function rank(profile: string | undefined): number {
  return (PROFILES as readonly string[]).indexOf(profile ?? '');
}

const MUST_STAY = /^(?:default-src|base-uri|form-action|require-trusted-types-for|trusted-types)$/;

function moreCsp({ kind, what }: Parameters<MoreRule>[0]) {
  if (what.startsWith('require-trusted-types-for')) return kind === 'removed' ? LOOSER : undefined;
  if (kind === 'removed') return MUST_STAY.test(what) ? LOOSER : undefined;
  return kind === 'added' && what.includes(' ') ? 'has a page policy that allows something more' : undefined;
}
const LOOSER = 'has a page policy without a directive that it had before';

function moreModule({ kind, old = '', new: now = '' }: Parameters<MoreRule>[0]) {
  if (kind === 'added') return 'asks for a module that it did not ask for before';
  return kind === 'changed' && / ?sha\d+-/.test(old) && !/ ?sha\d+-/.test(now)
    ? 'asks for a module without the integrity that it had before'
    : undefined;
}

function moreLinked({ kind, what, old = '', new: now = '' }: Parameters<MoreRule>[0]) {
  if (kind === 'added')
    return what.includes(' reaches ')
      ? 'holds a module that reaches a global that it did not reach before'
      : 'holds a module that it did not hold before';
  return kind === 'changed' && now.includes('in the page') && !old.includes('in the page')
    ? 'runs a module in the page that ran at build only'
    : undefined;
}

function moreCode({ kind, what, new: now }: Parameters<MoreRule>[0]) {
  if (what === 'source') return kind === 'added' ? 'has code of its own, which it did not have before' : undefined;
  return kind === 'changed' && now === 'yes' ? 'has a script, which it did not have before' : undefined;
}
