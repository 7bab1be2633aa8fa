// The entry of the GitHub Action as it is shipped, `dist/action.js`: the program first, since the action is one of its parts.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadProgram } from '../cli/load-program.ts';

loadProgram(join(__dirname, 'cli/program.js'));
const action = createRequire(__filename)('./cli/action.js');
action.runAction(process.env, join(__dirname, 'cli.js')).then((code: number) => {
  process.exitCode = code;
});
