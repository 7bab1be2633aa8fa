import type { Options } from '../commands/command.ts';
import { closingNote } from './closing-note.ts';
import { type RemoteSettings, readRemoteSettings } from './settings.ts';

/** What a build does with a remote cache. */
export interface RemoteUse {
  /** Absent where it cannot be used. */
  readonly settings: RemoteSettings | undefined;
  /** The one line that is said in the end, or nothing. */
  closingNote(): string;
}

/** Reads what was asked for; throws a UsageError for what cannot be meant. */
export function useRemote(options: Options): RemoteUse {
  const choice = readRemoteSettings(options);
  const settings = 'remote' in choice ? choice.remote : undefined;
  return { settings, closingNote: () => closingNote(choice) };
}
