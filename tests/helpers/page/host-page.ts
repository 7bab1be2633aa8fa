import type { JsonObject } from '../../../src/plan/types.ts';

/** Files of a page that mounts a module bundle on its body and keeps the handle where the tests look for it. */
export function hostPage(entry: string, inputs: JsonObject): Record<string, string> {
  const html =
    '<!doctype html><meta charset="utf-8"><title>host</title><script type="module" src="host.js"></script><body>';
  const script = `import { mount } from './${entry}';\nglobalThis.renderify = mount(document.body, ${JSON.stringify(inputs)});\n`;
  return { 'host.html': html, 'host.js': script };
}
