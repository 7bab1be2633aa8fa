import type { Program } from '../../program.ts';
import { runtime } from './runtime.generated.ts';

/** What the parts of one script share while it is written. */
export interface ScriptContext {
  readonly program: Program;
  /** The name of a runtime function in the script; the function is then part of the bundle. */
  use(feature: string): string;
  /** The expression that run-time errors are reported with. */
  report(): string;
  /** The expression of the rules that judge URLs at run time. */
  urlRules(): string;
}

/** The functions of the runtime that were asked for, with all that they call, callees first. */
export function linkFeatures(used: ReadonlySet<string>): string[] {
  const code: string[] = [];
  const done = new Set<string>();
  const add = (name: string) => {
    if (done.has(name)) return;
    done.add(name);
    for (const need of runtime[name]?.needs ?? []) add(need);
    code.push(runtime[name]?.code as string);
  };
  for (const name of [...used].sort()) add(name);
  return code;
}

/** A context that collects what is used. */
export function createScriptContext(program: Program) {
  const features = new Set<string>();
  const helpers = { report: false, urlRules: false };
  const context: ScriptContext = {
    program,
    use(feature) {
      const safe = `${feature}Safely`;
      const name = program.clobbers && runtime[safe] ? safe : feature;
      const found = runtime[name];
      if (!found) throw new Error(`the runtime has no ${feature}`);
      features.add(name);
      return found.short;
    },
    report() {
      helpers.report = true;
      return 'R';
    },
    urlRules() {
      helpers.urlRules = true;
      return 'w';
    },
  };
  return { context, features, helpers };
}
