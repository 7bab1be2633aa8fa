import type { UrlRules } from '../../plan/url.ts';
import type { PinnedPlan } from '../stages.ts';
import { urlRules } from '../url-rules.ts';

/**
 * The policy for addresses that plan code gives. Where links may go to any host whose origin is literal in the plan
 * (policy.md 2.2), the origins that its code spells out are such.
 */
export function islandUrlRules({ policy, document, graph }: PinnedPlan): UrlRules {
  const rules = urlRules(policy.fields);
  if (!rules.anyLink) return rules;
  const locals = [...graph.modules.values()].filter(({ origin }) => origin === 'local').map(({ text }) => text);
  const texts = [document.source?.code ?? '', ...locals, JSON.stringify(document.root)];
  const hosts = texts.flatMap((text) => [...text.matchAll(/https:\/\/([a-z0-9.-]+\.[a-z]{2,})(?=[/?#"'`\s\\)<]|$)/gi)]);
  return {
    ...rules,
    links: [...new Set([...rules.links, ...hosts.map(([, host = '']) => host.toLowerCase())])].sort(),
  };
}
