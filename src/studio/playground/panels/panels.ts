import type { FunctionComponent } from 'preact';
import type { PanelName, View } from '../session/view.ts';
import type { AppProps } from '../ui/app.ts';
import { FilesPanel } from './files.ts';
import { FindingsPanel } from './findings.ts';
import { ModulesPanel } from './modules.ts';
import { PolicyPanel } from './policy.ts';
import { StagesPanel } from './stages.ts';
import { StatePanel } from './state.ts';
import { StreamPanel } from './stream.ts';

/** A panel beside the editor; `note` stands behind its title. */
export interface Panel {
  readonly name: PanelName;
  readonly title: string;
  readonly note?: (view: View) => string;
  readonly draw: FunctionComponent<AppProps>;
}

/** All panels, in the order of their tabs. */
export const panels: readonly Panel[] = [
  { name: 'findings', title: 'Findings', note: ({ findings }) => `${findings.length}`, draw: FindingsPanel },
  { name: 'state', title: 'State', draw: StatePanel },
  { name: 'files', title: 'Files', draw: FilesPanel },
  { name: 'stages', title: 'Stages', draw: StagesPanel },
  { name: 'policy', title: 'Policy', draw: PolicyPanel },
  { name: 'modules', title: 'Modules', draw: ModulesPanel },
  { name: 'stream', title: 'Stream', draw: StreamPanel },
];
