import { mediaType } from '../../util/media-type.ts';
import { type HostedBundle, pathIn } from './hosted-bundle.ts';
import { cacheControl } from './http-headers.ts';

/** `s3-upload.json`: every file of the bundles with what an object store has to be told of it, sorted by key. */
export function s3(bundles: readonly HostedBundle[]): ReadonlyMap<string, string> {
  const objects = bundles
    .flatMap((bundle) =>
      // It speaks to other hosts.
      bundle.files
        .filter(({ path }) => path !== '_headers')
        .map(({ path, sha256 }) => objectOf(pathIn(bundle, path), sha256)),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return new Map([['s3-upload.json', `${JSON.stringify({ format: 'renderify-upload/v1', objects }, null, 2)}\n`]]);
}

function objectOf(path: string, sha256: string) {
  return {
    key: path,
    file: path,
    contentType: mediaType(path),
    cacheControl: cacheControl(path),
    sha256: Buffer.from(sha256, 'hex').toString('base64'),
  };
}
