import type { CompilerHost } from '../../host.ts';
import type { Program } from '../../program.ts';
import type { Emitted } from '../../stages.ts';
import { pagePlaces } from './anchors.ts';
import { emitClosedScript } from './closed-script.ts';
import { emitHtml } from './html.ts';
import { emitLinked } from './islands.ts';
import { emitOpenScript } from './open-script.ts';
import { withSandbox } from './sandbox.ts';
import { buildStylesheet } from './stylesheet.ts';
import { emitTree } from './tree.ts';

/** Phase 7: the program as text. A page has HTML, one stylesheet and at most one script; a module is one script. */
export function emit(lowered: Program, kind: 'page' | 'module', host: CompilerHost): Emitted {
  const program = withSandbox(lowered, host);
  if (kind === 'module') return { html: '', css: '', script: emitLinked(program) + emitModule(program), program };
  const sheet = buildStylesheet(program);
  const script = program.open ? emitOpenPage(program) : emitClosedScript(program);
  // What modules bring comes first, so that the plan's own style has the last word.
  const css = (program.page?.css ?? '') + sheet.css;
  return { html: emitHtml(program, sheet), css, script: withLinked(program, script), program };
}

/** Linked code stands outside of everything else, and sees nothing but itself. */
function withLinked(program: Program, script: string): string {
  const linked = emitLinked(program);
  return linked && script ? `{${linked}${script}}` : script;
}

/** What the page shows first is right unless the embedder gives something else. */
const FLUSH_IF_GIVEN = '(o.context||o.vars||o.state)&&d.flush()';

/** A page whose handle is `globalThis.renderify`; what stands there before gives live inputs. */
function emitOpenPage(program: Program): string {
  const given = 'globalThis.renderify';
  const { features, declarations, statements } = emitOpenScript(program, {
    created: false,
    container: (context) => pagePlaces(context).container,
    elements: (context) => `q=${pagePlaces(context).elements}`,
    options: program.live,
  });
  const first = program.live ? [FLUSH_IF_GIVEN] : [];
  // Own members only: an element whose id is `renderify` is found on the global object too.
  const options = program.live ? [`o=Object.hasOwn(globalThis,"renderify")&&${given}||{}`] : [];
  const handle = program.exposed ? [`${given}=d.handle`] : [];
  const all = [...statements, ...first, ...handle];
  return `{let ${[...features, ...options, ...declarations].join()};${all.join(';')}}`;
}

function emitModule(program: Program): string {
  const { features, declarations, statements } = emitOpenScript(program, {
    created: true,
    container: () => 'E',
    elements: (context) => {
      const build = context.use(program.islands.length > 0 ? 'buildMarked' : 'build');
      return `q=[],B=E.replaceChildren(${program.roots.map((one) => `${build}(${emitTree(one)},q)`).join()})`;
    },
    options: true,
  });
  const first = ['o.onEvent&&d.handle.onEvent(o.onEvent)', ...statements, FLUSH_IF_GIVEN, 'return d.handle'];
  return `let ${features.join()};export const mount=(E,o={})=>{let ${declarations.join()};${first.join(';')}};\n`;
}
