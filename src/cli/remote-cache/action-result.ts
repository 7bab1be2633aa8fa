import { readProtobuf, writeProtobuf } from './protobuf.ts';

/** Where an entry is in content-addressed storage, and what was said about it. */
export interface Claim {
  /** SHA-256 of the entry, 64 hexadecimal digits, and its size in bytes. */
  readonly digest: string;
  readonly size: number;
  /** See `signClaim`; empty where nobody signs. */
  readonly signature: string;
}

/** Field numbers of `build.bazel.remote.execution.v2`: ActionResult, its OutputFile, and Digest. */
const OUTPUT_FILES = 2;
const STDOUT_RAW = 5;
const PATH = 1;
const DIGEST = 2;
const HASH = 1;
const SIZE_BYTES = 2;

/** What an entry is called among the output files of its action. */
const NAME = 'renderify-entry.json';

/** A claim as an `ActionResult`, of an action that wrote one file and left with 0; a zero is not written (proto3). */
export function writeActionResult({ digest, size, signature }: Claim): Uint8Array {
  const file = writeProtobuf([
    { field: PATH, value: utf8(NAME) },
    {
      field: DIGEST,
      value: writeProtobuf([
        { field: HASH, value: utf8(digest) },
        { field: SIZE_BYTES, value: size },
      ]),
    },
  ]);
  const signed = signature === '' ? [] : [{ field: STDOUT_RAW, value: utf8(signature) }];
  return writeProtobuf([{ field: OUTPUT_FILES, value: file }, ...signed]);
}

/** Reads what anybody may have written; nothing when it is no claim of ours. Servers add fields, which do not matter. */
export function readActionResult(bytes: Uint8Array): Claim | undefined {
  const result = readProtobuf(bytes);
  const files = result?.filter(({ field }) => field === OUTPUT_FILES) ?? [];
  const file = files.length === 1 ? messageIn(files[0]?.value) : undefined;
  if (!file || textOf(one(file, PATH)) !== NAME) return undefined;
  const place = messageIn(one(file, DIGEST));
  const [digest, size] = [textOf(one(place ?? [], HASH)), one(place ?? [], SIZE_BYTES)];
  const signature = one(result ?? [], STDOUT_RAW);
  if (digest === undefined || !/^[0-9a-f]{64}$/.test(digest) || typeof size !== 'number') return undefined;
  return { digest, size, signature: textOf(signature) ?? '' };
}

type Fields = NonNullable<ReturnType<typeof readProtobuf>>;

/** The last of a field counts (protobuf, "Last One Wins"). */
function one(fields: Fields, field: number): number | Uint8Array | undefined {
  return fields.findLast((each) => each.field === field)?.value;
}

function messageIn(value: number | Uint8Array | undefined): Fields | undefined {
  return value instanceof Uint8Array ? readProtobuf(value) : undefined;
}

function textOf(value: number | Uint8Array | undefined): string | undefined {
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : undefined;
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text);
}
