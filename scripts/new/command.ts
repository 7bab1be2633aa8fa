import { camelCase } from './names.ts';
import type { Scaffolded } from './scaffold.ts';

/** A command that checks a plan and says how many nodes it has, and a test that runs it as a process. */
export function scaffold(name: string): Scaffolded {
  return {
    files: {
      [`src/cli/commands/${name}.ts`]: commandFile(name),
      [`tests/cli/${name}.test.ts`]: testFile(name),
    },
    next: [
      `Write what the command does into src/cli/commands/${name}.ts. Results go to \`terminal.result\`, everything else to \`terminal.note\`.`,
      'Options that other commands have, too, are in src/cli/settings/options.ts.',
      'Run `npm run build`: tests run the program as it is shipped.',
    ],
  };
}

function commandFile(name: string): string {
  return `import { check } from '../../compiler/index.ts';
import type { ExitCode } from '../exit-codes.ts';
import { createFindingsReport } from '../findings-report.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { openPlan, reportInputs } from '../job.ts';
import { configOptions, findingOptions, inputOptions, policyOptions } from '../settings/options.ts';
import type { Command, Invocation } from './command.ts';

export const command: Command = {
  usage: '<plan>',
  docs: 'Counts the nodes of a plan',
  options: [...policyOptions, ...inputOptions, ...findingOptions, ...configOptions],
  examples: ['renderify ${name} plan.json'],
  run: ${camelCase(name)},
};

async function ${camelCase(name)}({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const report = createFindingsReport(options, terminal);
  const { plan, prepared } = await openPlan(args, options);
  if (!reportInputs(prepared, report)) return report.finish('note');
  const source = await readPlan(plan);
  const { diagnostics, stages } = check(source, { ...prepared.optionsFor(plan), stages: true });
  report.add(diagnostics, source, prepared.sources);
  if (stages?.checked) terminal.result(\`\${stages.checked.nodes.length}\\n\`);
  return report.finish('note');
}
`;
}

function testFile(name: string): string {
  return `import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed } from '../helpers/cli.ts';

const test = suite('renderify ${name}');
const sandbox = createSandbox({ 'plan.json': planNamed('one'), 'bad.json': '[' });
test.after(() => sandbox.remove());

test('prints its result and nothing else', () => {
  const { status, stdout, stderr } = sandbox.run(['${name}', 'plan.json']);
  assert.equal({ status, stdout, stderr }, { status: 0, stdout: '3\\n', stderr: '' });
});

test('ends with 1 for a plan that is not good, and with 2 without a plan', () => {
  const { status, stdout, stderr } = sandbox.run(['${name}', 'bad.json']);
  assert.equal({ status, stdout }, { status: 1, stdout: '' });
  assert.match(stderr, 'json-syntax');
  assert.is(sandbox.run(['${name}']).status, 2);
});

test.run();
`;
}
