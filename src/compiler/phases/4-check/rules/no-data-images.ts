import { quote } from '../../../../diagnostics/quote.ts';
import { switchHelp } from '../advice.ts';
import { defineUrlRule } from '../url-rule.ts';

/** Policy 2.2: raster images may be embedded as data URLs. */
export const noDataImages = defineUrlRule({
  code: 'RF4124',
  name: 'no-data-images',
  docs: 'An image may be embedded as a base64 data URL only where the policy allows it; SVG never may, because it is active content.',
  example: { bad: '"src": "data:image/png;base64,…" under `strict`', good: '"src": "logo.png"' },
  fields: ['allowDataImages'],
  say: ({ what }, { prop }) =>
    what === 'data:'
      ? {
          message: `${quote(prop)} is a data URL, which the policy does not allow.`,
          help: switchHelp('allowDataImages', true, 'Serve the image as a file'),
        }
      : {
          message: `${quote(prop)} is ${quote(what)}, and not a raster image in base64.`,
          help: 'No policy allows SVG as an image, because it is active content: draw it with `svg` nodes, or use PNG, JPEG, GIF, WebP or AVIF in base64.',
        },
});
