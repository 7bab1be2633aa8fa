import { brotliCompressSync } from 'node:zlib';
import { compile } from '../src/compiler/index.ts';
import { counterByHand, counterPlan, dashboardByHand, dashboardPlan } from './pages.ts';
import { print } from './table.ts';

/** HTML and script together, after brotli, beside the same page by hand. */
export async function bytes(): Promise<void> {
  const rows = [
    { name: 'counter', plan: counterPlan, hand: counterByHand, bar: 600 },
    { name: 'dashboard', plan: dashboardPlan(), hand: dashboardByHand, bar: 1450 },
  ].map(async ({ name, plan, hand, bar }) => {
    const { bundle } = await compile({ name, text: JSON.stringify(plan) }, { profile: 'relaxed' });
    const size = brotliCompressSync(bundle?.files[0]?.text ?? '').length;
    return {
      what: name,
      measured: `${size} B (by hand ${brotliCompressSync(hand).length} B)`,
      bar: `${bar} B`,
      holds: size <= bar,
    };
  });
  print('Bytes after brotli', await Promise.all(rows));
}
