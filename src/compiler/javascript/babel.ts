// The one place that imports Babel: it is CommonJS whose names cannot all be imported one by one.
import babel from '@babel/core';

export const { parseSync, traverse, types } = babel;
export type { NodePath, types as t } from '@babel/core';
