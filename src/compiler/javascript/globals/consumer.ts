import type { NodePath } from '../babel.ts';

/**
 * What becomes of an expression's value: `member` looks into it, `typeof` only asks what it is, `passes` makes it the
 * value of its parent, `harmless` keeps nothing of it, `kept` puts it into variables that are followed, `argument`
 * hands it to a call; after `lost` nobody can say where it is.
 */
export type Consumer = 'member' | 'typeof' | 'passes' | 'harmless' | 'kept' | 'argument' | 'lost';

/** Where the value of an expression goes. `isKept` tells whether a target is a variable of this module alone. */
export function consumerOf(path: NodePath, isKept: (target: NodePath) => boolean): Consumer {
  const { parentPath: parent, key, listKey } = path;
  switch (parent?.node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
    case 'JSXMemberExpression':
      return key === 'object' ? 'member' : 'harmless';
    case 'ConditionalExpression':
      return key === 'test' ? 'harmless' : 'passes';
    case 'LogicalExpression':
      return key === 'left' && parent.node.operator === '&&' ? 'harmless' : 'passes';
    case 'SequenceExpression':
      return key === parent.node.expressions.length - 1 ? 'passes' : 'harmless';
    case 'AwaitExpression':
    case 'ParenthesizedExpression':
      return 'passes';
    case 'AssignmentExpression':
      // The value of the whole goes on as well, but as that of the parent.
      return key === 'left' ? 'harmless' : isKept(parent.get('left') as NodePath) ? 'passes' : 'lost';
    case 'VariableDeclarator':
      return isKept(parent.get('id') as NodePath) ? 'kept' : 'lost';
    case 'AssignmentPattern':
      return isKept(parent.get('left') as NodePath) ? 'kept' : 'lost';
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return listKey === 'arguments' ? 'argument' : 'harmless';
    case 'TemplateLiteral':
      return parent.parentPath?.isTaggedTemplateExpression() ? 'argument' : 'harmless';
    case 'UnaryExpression':
      return parent.node.operator === 'typeof' ? 'typeof' : 'harmless';
    default:
      return HARMLESS.has(parent?.node.type ?? '') || key === 'test' ? 'harmless' : 'lost';
  }
}

/** Parents that keep nothing of a value but what is seen of it at once. */
const HARMLESS = new Set([
  'BinaryExpression',
  'UpdateExpression',
  'ExpressionStatement',
  'SwitchStatement',
  'SwitchCase',
  'TaggedTemplateExpression',
  'ForInStatement',
  'ForStatement',
  // Taking all members at once is judged where it is done.
  'SpreadElement',
  'JSXOpeningElement',
  'JSXClosingElement',
  'ClassDeclaration',
  'ClassExpression',
]);
