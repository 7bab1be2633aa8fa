/// <reference lib="dom" />

/** The lines of an answer as they come. */
export async function* answerLines(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    const lines = (rest + chunk.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) yield rest;
}

/** What an answer says in the end: its JSON, or the event `result` of server-sent events; steps are told on the way. */
export async function readAnswer(response: Response, onStep: (step: string) => void): Promise<unknown> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.json();
  let event = '';
  for await (const line of answerLines(response)) {
    const [, name, value = ''] = /^(event|data): ?(.*)/.exec(line) ?? [];
    if (name === 'event') event = value;
    else if (name === 'data' && event === 'result') return JSON.parse(value);
    else if (name === 'data' && event === 'progress') onStep(describeStep(JSON.parse(value)));
  }
  throw new Error('The answer has no result.');
}

interface Step {
  readonly step: string;
  readonly package?: string;
  readonly count?: number;
}

const STEPS: Readonly<Record<string, string>> = {
  queue: 'waiting for the server',
  modules: 'reading modules',
  link: 'linking',
  prerender: 'prerendering',
};

function describeStep({ step, package: name, count = 0 }: Step): string {
  if (name !== undefined) return `${count} package${count === 1 ? '' : 's'}, now ${name}`;
  return STEPS[step] ?? 'compiling';
}
