import type { CompilerHost } from '../../../compiler/host.ts';
import type { Progress } from './task.ts';

/**
 * A host that says which long step begins. With `tooSlow` it does not begin it, but ends the compile: such plans are done
 * apart, so that they keep nobody waiting.
 */
export function reportingHost(
  host: Partial<CompilerHost>,
  say: (step: Progress) => void,
  tooSlow?: AbortController,
): Partial<CompilerHost> {
  const begin = (step: Progress['step']): void => {
    tooSlow?.abort();
    tooSlow?.signal.throwIfAborted();
    say({ step });
  };
  const { modules, linker, isolation } = host;
  return {
    ...host,
    ...(modules && {
      modules: {
        async load(job, report) {
          begin('modules');
          return modules.load(job, report);
        },
      },
    }),
    ...(linker && {
      linker: {
        async link(job) {
          begin('link');
          return linker.link(job);
        },
      },
    }),
    ...(isolation && {
      isolation: {
        ...isolation,
        async run(job) {
          begin('prerender');
          return isolation.run(job);
        },
      },
    }),
  };
}
