import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What axe finds on a page, without what its frames hold: the rule and the elements. */
export async function findProblems(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  // In a world of its own, which the policy of the page says nothing about.
  await session.send('Runtime.evaluate', {
    contextId,
    expression: readFileSync('node_modules/axe-core/axe.min.js', 'utf8'),
  });
  const { result } = await session.send('Runtime.evaluate', {
    contextId,
    awaitPromise: true,
    returnByValue: true,
    expression: `axe.run(document, { iframes: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map((one) => one.html.slice(0, 150) + ' ' + one.failureSummary).join(' | ')))`,
  });
  await session.detach();
  return result.value;
}
