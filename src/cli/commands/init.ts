import { resolve } from 'node:path';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { copyTemplate, templateNames } from '../init/templates.ts';
import { ownCommand, shellWord } from '../own-command.ts';
import { givenText } from '../settings/given.ts';
import type { Command, Invocation } from './command.ts';

export const command: Command = {
  usage: '[folder]',
  docs: 'Starts a project from a template and says what to do next; overwrites nothing',
  options: [{ flags: '--template <name>', docs: 'What to start from', choices: templateNames() }],
  examples: ['renderify init my-page --template counter'],
  run: init,
};

async function init({ args: [folder = '.'], options, terminal }: Invocation): Promise<ExitCode> {
  const template = givenText(options, 'template') ?? 'counter';
  const files = copyTemplate(template, folder);
  const change = resolve(folder) === resolve('.') ? '' : `cd ${shellWord(folder)} && `;
  terminal.note(`Created ${files.join(' and ')} from the template ${template}. Next:\n\n`);
  terminal.result(`${change}${ownCommand()} build\n`);
  terminal.note('\nThen open dist/index.html.\n');
  return exitCodes.good;
}
