import { toBase64 } from '../../../util/base64.ts';
import type { CompilerHost } from '../../host.ts';
import { frameDocument, OUTER_STYLE, workerDocument } from '../../layout/sandbox-document.ts';
import { framePolicy, workerPolicy } from '../../layout/sandbox-policy.ts';
import type { OutIsland, PageCode, Program, SandboxText } from '../../program.ts';
import { emitDraw, emitDrawing, maxCalls, sandboxOf, usesComponents } from './islands.ts';
import { jsObject } from './js-value.ts';
import { createScriptContext, linkFeatures } from './script-context.ts';

/** Adds to a program the document that its code runs in, where its profile asks for one. */
export function withSandbox(program: Program, host: CompilerHost): Program {
  const { page, islands } = program;
  const profile = sandboxOf(program);
  if (!page || !profile || islands.length === 0) return program;
  const hash = (text: string) => `sha256-${toBase64(host.sha256(text))}`;
  const sandbox = profile === 'worker' ? workerSandbox(program, page, hash) : frameSandbox(program, page, hash);
  return { ...program, page: { ...page, sandbox } };
}

type Hash = (text: string) => string;

/** The script of the frame holds the text of the worker as a function, so that one hash names all of it. */
function workerSandbox(program: Program, page: PageCode, hash: Hash): SandboxText {
  const { context, features } = createScriptContext(program);
  const serve = context.use('serveWorker');
  const components = page.uses.map((use, i) => [`${use.module} ${use.exportName}`, `c.c${i}`] as const);
  const expand = usesComponents(program)
    ? `,(o,c,x)=>${context.use('expandComponents')}(o,${jsObject(components)},${maxCalls(program.plan)},x)`
    : '';
  const worker = `let ${linkFeatures(features).join()};${serve}(()=>${page.code},${mayTime(program)}${expand})`;
  const boot = createScriptContext(program);
  const start = boot.context.use('bootWorker');
  const script = `{let ${linkFeatures(boot.features).join()};${start}(function(){${worker}})}`;
  const scripts = [hash(script)];
  const csp = workerPolicy(scripts[0] as string);
  return { markup: workerDocument({ script, css: '', csp }), scripts, styles: [] };
}

/** The script of a frame can show any island of the page: which one, the page says. */
function frameSandbox(program: Program, page: PageCode, hash: Hash): SandboxText {
  const { context, features } = createScriptContext(program);
  const serve = context.use('serveFrame');
  const drawing = emitDrawing(program, page, context);
  const draws = program.islands.map((one) => emitFrameDraw(one, program, context));
  const says = ['l', 'R=({name:a,path:b})=>y("r",a,b)', 'D=(t,p)=>y("e",t,p)', ...drawing];
  // Preact itself waits by timers; those of the plan's own code are refused at build (spec 8.1).
  const timers = mayTime(program) || program.islands.some(({ island }) => island.kind === 'preact');
  const connects = (program.plan.document.capabilities?.networkHosts ?? []).length > 0;
  const begin = `y=>{let ${says.join()};return[${draws.join()}]}`;
  const script = `{let ${linkFeatures(features).join()},J=()=>${page.code};${serve}(${connects},${timers},${begin})}`;
  const css = `body{margin:0}${page.css}`;
  const scripts = [hash(script)];
  const styles = [hash(OUTER_STYLE), hash(css)];
  return { markup: frameDocument({ script, css, csp: framePolicy(program, scripts, styles) }), scripts, styles };
}

function emitFrameDraw(
  one: OutIsland,
  program: Program,
  context: ReturnType<typeof createScriptContext>['context'],
): string {
  const draw = emitDraw(one, { start: 's', end: 'e', roots: 'r', stop: '' }, program, context);
  return `(s,e,r)=>(${draw})()`;
}

function mayTime({ plan }: Program): boolean {
  return plan.document.capabilities?.timers === true;
}
