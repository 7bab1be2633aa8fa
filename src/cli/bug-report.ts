import { argv, version as nodeVersion, platform } from 'node:process';
import { compilerVersion } from '../compiler/version.ts';
import { shellWord } from './own-command.ts';

const FRAMES = 6;
/** In an address. */
const PASSWORD = /\/\/[^/]*@/g;

/** What to say when renderify itself fails (RF0001): never the plan's fault, so it asks for a report. */
export function bugReport(error: unknown, words: readonly string[]): string {
  const { message, frames } = describe(error);
  return [
    'error RF0001 internal-error',
    'Renderify failed; this is a bug of ours and not a mistake in your plan.',
    '  help: please report it with the lines below, and the plan if you can share it.',
    `  ${message}`,
    ...frames.map((frame) => `  ${frame.trim()}`),
  ]
    .join('\n')
    .concat('\n', aboutThisProgram(words));
}

/** Which program ran how, for a report. */
export function aboutThisProgram(words: readonly string[] = argv.slice(2)): string {
  const command = words.map((word) => shellWord(word.replace(PASSWORD, '//…@'))).join(' ');
  return `  renderify ${compilerVersion}, node ${nodeVersion}, ${platform}\n  command: renderify ${command}\n`;
}

function describe(error: unknown): { message: string; frames: string[] } {
  if (!(error instanceof Error)) return { message: String(error), frames: [] };
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { message: `${error.name}: ${error.message}`, frames: lines.slice(0, FRAMES) };
}
