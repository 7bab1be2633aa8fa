/// <reference lib="dom" />
import type { PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';
import { applyFix } from '../editor/apply-fix.ts';
import { formatJson } from '../editor/format-json.ts';
import type { Link } from '../links/read-link.ts';
import { linkTo } from '../links/write-link.ts';
import type { Preview, PreviewEvents } from '../preview/preview.ts';
import { type CompilerClient, createLatest } from '../worker/compiler-client.ts';
import type { BundleAnswer, Finding, PageAnswer, Settings } from '../worker/protocol.ts';
import { download, exportSingleFile, exportZip } from './export-files.ts';
import { INITIAL_VIEW } from './initial-view.ts';
import type { Remote } from './remote.ts';
import { createStore, type Store } from './store.ts';
import { createStreamRun, type StreamRun } from './stream-run.ts';
import { appliedOf, DEFAULT_PROFILE, type PanelName, type View } from './view.ts';

/** Everything that a person can do on the page. */
export interface Session {
  readonly view: Store<View>;
  readonly stream: StreamRun;
  /** What the preview tells; the page hands it to `createPreview`. */
  readonly previewEvents: PreviewEvents;
  attach(preview: Preview): void;
  /** Looks for the server, with the token that it wants. */
  unlock(token?: string): Promise<void>;
  /** Takes another text, as if it had been typed. */
  edit(text: string): void;
  /** Begins with another plan: a template, or what a link holds. */
  open(text: string, from: 'own' | 'link'): void;
  openLink(link: Link): void;
  agree(yes: boolean): void;
  set(settings: Partial<Settings>): void;
  choose(panel: PanelName): void;
  format(): void;
  fix(finding: Finding): void;
  dispatch(event: PlanEvent): Promise<void>;
  /** Replaces the state; throws when the text is no JSON object. */
  writeState(text: string): Promise<void>;
  travel(to: number): Promise<void>;
  keep(): void;
  restore(snapshot: Snapshot): Promise<void>;
  chooseStage(stage: string): void;
  share(): Promise<void>;
  exportAs(form: 'zip' | 'single-file'): Promise<void>;
}

/** How long the files and stages of a plan that is being typed can wait, in milliseconds. */
const PATIENCE = 250;

/** Makes the session of one page. */
export function createSession(compiler: CompilerClient, remote: Remote): Session {
  const view = createStore(INITIAL_VIEW);
  let preview: Preview | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;

  const local = createLatest(async ({ text, settings }: { text: string; settings: Settings }) => ({
    text,
    answer: await compiler.ask('page', { text, settings }),
  }));
  const distant = createLatest((input: { text: string; settings: Settings }) =>
    remote.build(input, true, (step) => view.update({ step })),
  );

  const compile = async () => {
    const { text, settings } = view.get();
    view.update({ busy: true, step: '' });
    const done = await local({ text, settings });
    if (!done) return;
    const { answer } = done;
    if (answer.page && mayShow(answer)) preview?.show(answer.page);
    const current = done.text === view.get().text;
    if (answer.hasCode && current) return compileFar(done.text, settings, answer);
    view.update({
      ...takeAnswer(answer),
      busy: !current,
      preview: answer.page ? 'current' : view.get().preview === 'empty' ? 'empty' : 'older',
      modules: [],
    });
    refreshLater();
  };
  /** The browser has no linker: what it can say is said, and the rest is asked of the server once code may run. */
  const compileFar = async (text: string, settings: Settings, answer: PageAnswer) => {
    const broken = answer.findings.some(({ severity }) => severity === 'error');
    view.update({ ...takeAnswer(answer), busy: false, preview: view.get().preview === 'empty' ? 'empty' : 'older' });
    refreshLater();
    if (broken || view.get().consent !== 'free' || view.get().server !== 'ready') return;
    view.update({ busy: true });
    const start = performance.now();
    const built = await distant({ text, settings });
    if (!built || view.get().text !== text) return;
    if (built.page) preview?.show(built.page);
    const { page, findings, modules, notice, locked } = built;
    view.update({
      findings,
      modules,
      busy: false,
      step: '',
      milliseconds: performance.now() - start,
      ...(notice && { notice }),
      ...(page && { preview: 'current' }),
      ...(locked && { server: 'locked' }),
    });
  };
  const takeAnswer = ({ findings, policy, hasCode, milliseconds, eventTypes }: PageAnswer): Partial<View> => ({
    findings,
    policy,
    hasCode,
    milliseconds,
    ...(eventTypes && { eventTypes }),
  });
  const mayShow = ({ hasCode }: PageAnswer) => !hasCode || view.get().consent === 'free';

  const refreshLater = () => {
    clearTimeout(later);
    later = setTimeout(refresh, PATIENCE);
  };
  /** What only one panel shows is made while that panel is open. */
  const refresh = async () => {
    const { panel, text, settings, stage } = view.get();
    if (panel === 'files') view.update({ bundle: await bundleOf() });
    if (panel === 'stages') view.update({ stageText: await compiler.ask('stage', { text, settings, stage }) });
  };
  const bundleOf = async (target?: string): Promise<BundleAnswer> => {
    const { text, settings, hasCode, server, consent } = view.get();
    const input = { text, settings: { ...settings, ...(target && { target }) } };
    if (!hasCode) return compiler.ask('bundle', input);
    const broken = view.get().findings.some(({ severity }) => severity === 'error');
    if (broken || server !== 'ready' || consent !== 'free') return { files: [] };
    return (await remote.build(input, false)).bundle;
  };
  const show = (snapshot: Snapshot | undefined, log = view.get().log, cursor = view.get().cursor) =>
    view.update({ snapshot, log, cursor });

  const session: Session = {
    view,
    stream: createStreamRun(compiler, remote, view, {
      show: (page) => preview?.show(page),
      settle: (text) => session.edit(formatJson(text)),
    }),
    previewEvents: {
      shown(snapshot, fresh) {
        if (fresh) view.update({ base: snapshot, snapshot, log: [], cursor: 0 });
        else view.update({ snapshot });
      },
      events(entries, snapshot) {
        // An event in the middle of the past begins another future.
        const { log, cursor } = view.get();
        const past = cursor < appliedOf(log).length ? appliedOf(log).slice(0, cursor) : log;
        const next = [...(past as typeof log), ...entries].slice(-1000);
        view.update({ snapshot, log: next, cursor: appliedOf(next).length });
      },
      // For measurements: when the frame began to paint, on this page's clock.
      painted: (at) => performance.mark('renderify-painted', { startTime: Math.max(0, at - performance.timeOrigin) }),
      front: (line) => void compiler.ask('line', { line }, line ? [line.port] : []),
      failed: (message) => view.update({ notice: message, preview: 'empty' }),
    },
    attach(given) {
      preview = given;
      void session.unlock();
    },
    async unlock(token) {
      view.update({ server: await remote.look(token) });
      if (view.get().hasCode) void compile();
    },
    edit(text) {
      view.update({ text, busy: true });
      void compile();
    },
    open(text, from) {
      preview?.clear();
      view.update({ text, consent: from === 'link' ? 'ask' : 'free', preview: 'empty', kept: [], log: [], cursor: 0 });
      view.update({
        base: undefined,
        snapshot: undefined,
        modules: [],
        editTab: 'plan',
        bundle: undefined,
        notice: '',
      });
      void compile();
    },
    openLink(link) {
      if (!link.ok) return view.update({ notice: link.message });
      const { settings } = view.get();
      // A link never loosens what holds, and it does not inherit what somebody loosened before for another plan.
      const { context = '', vars = '', strict } = link;
      const profile = strict ? 'strict' : DEFAULT_PROFILE;
      // Nor do the values that a person gave to another plan go to that of a stranger.
      view.update({ settings: { ...settings, policy: '', profile, context, vars } });
      view.update({ inputsOpen: context !== '' || vars !== '' });
      session.open(link.text, 'link');
    },
    agree(yes) {
      view.update({ consent: yes ? 'free' : 'refused' });
      if (yes) void compile();
    },
    set(settings) {
      view.update({ settings: { ...view.get().settings, ...settings } });
      void compile();
    },
    choose(panel) {
      view.update({ panel });
      void refresh();
    },
    format: () => session.edit(formatJson(view.get().text)),
    fix({ fix = [] }) {
      const text = applyFix(view.get().text, fix);
      if (text === undefined) view.update({ notice: 'The fix does not fit the text any more.' });
      else session.edit(text);
    },
    dispatch: async (event) => preview?.dispatch(event),
    async writeState(text) {
      const state: unknown = JSON.parse(text);
      const { snapshot } = view.get();
      if (!snapshot) return;
      await session.restore({ ...snapshot, state: state as Snapshot['state'] });
    },
    async travel(to) {
      const { base, log } = view.get();
      if (base) show(await preview?.replay(appliedOf(log).slice(0, to), base), log, to);
    },
    keep() {
      const { snapshot, kept } = view.get();
      if (snapshot) view.update({ kept: [...kept, snapshot] });
    },
    async restore(snapshot) {
      const restored = await preview?.restore(snapshot);
      view.update({ base: restored, snapshot: restored, log: [], cursor: 0 });
    },
    chooseStage(stage) {
      view.update({ stage });
      void refresh();
    },
    async share() {
      const link = linkTo(view.get(), location.href);
      if (!link) return view.update({ notice: 'The plan is too large for a link: send it as a file.' });
      history.replaceState(null, '', link);
      const copied = await navigator.clipboard?.writeText(link).then(
        () => true,
        () => false,
      );
      const { context, vars } = view.get().settings;
      const holds = context.trim() || vars.trim() ? ' It holds context and vars, too.' : '';
      view.update({ notice: `The link is ${copied ? 'copied' : 'in the address bar'}.${holds}` });
    },
    async exportAs(form) {
      const bundle = await bundleOf(form === 'single-file' ? form : undefined);
      if (bundle.files.length === 0) return view.update({ notice: 'There is nothing to export: see the findings.' });
      download(form === 'zip' ? exportZip(bundle) : exportSingleFile(bundle));
    },
  };
  return session;
}
