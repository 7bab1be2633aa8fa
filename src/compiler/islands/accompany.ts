import { digestPlan } from '../phases/6-lower/digest.ts';
import type { Company } from '../phases/8-bundle/bundle.ts';
import type { PageCode } from '../program.ts';
import type { CheckedPlan, PhaseContext } from '../stages.ts';
import { BOM_PATH, createBom } from '../supply-chain/create-bom.ts';
import { createNotices, NOTICES_PATH } from '../supply-chain/create-notices.ts';
import { createProvenance, PROVENANCE_PATH } from '../supply-chain/create-provenance.ts';
import { compilerVersion } from '../version.ts';

/** The bill of materials, the licences and the provenance of a bundle with modules. */
export function accompany(plan: CheckedPlan, { graph, modules }: PageCode, { host, options }: PhaseContext): Company {
  const used = modules.map(({ id }) => id);
  const sha256 = (text: string) => host.sha256(text);
  const { id, version } = plan.document;
  const bom = createBom({
    plan: { id, version, digest: `sha256-${digestPlan(plan.value, host)}` },
    compiler: { name: 'renderify', version: compilerVersion },
    graph,
    used,
    sha256,
  });
  const notices = createNotices(graph, used);
  return {
    about: [{ path: BOM_PATH, text: bom }, ...(notices ? [{ path: NOTICES_PATH, text: notices }] : [])],
    attest(manifest, files) {
      const { builtOn } = options;
      const times = builtOn === undefined ? {} : { startedOn: builtOn, finishedOn: builtOn };
      return [{ path: PROVENANCE_PATH, text: createProvenance({ manifest, files, graph, used, sha256, ...times }) }];
    },
  };
}
