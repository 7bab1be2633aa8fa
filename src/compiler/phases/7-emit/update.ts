import { cssFault } from '../../../plan/css.ts';
import { reads } from '../../../plan/evaluate.ts';
import type { Expr, Root } from '../../../plan/expr.ts';
import * as Kind from '../../../plan/kinds.ts';
import { isUnitless } from '../../../plan/style/units.ts';
import type { Binding, OutDeclaration } from '../../program.ts';
import { type EventSource, emitText, emitValue } from './expression.ts';
import { jsString } from './js-value.ts';
import type { ScriptContext } from './script-context.ts';

type Bound<K extends Binding['kind']> = Extract<Binding, { kind: K }>;
const APPLIED: EventSource = { kind: 'applied' };

/** The statement that shows the present value of a binding; `place` is the expression of its node. */
export function emitUpdate(binding: Binding, place: string, context: ScriptContext): string {
  switch (binding.kind) {
    case 'island':
      return `${place}()`;
    case 'text':
      return emitTextUpdate(binding, place, context);
    case 'attribute':
      return emitAttributeUpdate(binding, place, context);
    case 'property':
      return `${context.use('setProperty')}(${place},${jsString(binding.name)},${emitProperty(binding, context)})`;
    case 'style':
      return `${context.use('setStyle')}(${place},${emitStyleList(binding.element.style, context)})`;
  }
}

/** Everything that the shown value depends on. */
export function bindingReads(binding: Binding): readonly { readonly root: Root; readonly path: readonly string[] }[] {
  if (binding.kind === 'island') {
    const own = binding.reads ? [...EVERYTHING] : [];
    return [...own, ...binding.values.flatMap(reads)];
  }
  const values: Expr[] = binding.kind === 'style' ? binding.element.style.map((one) => one.value) : [binding.value];
  if (binding.kind === 'property') values.push(...binding.also);
  return values.flatMap(reads);
}

const EVERYTHING = [
  { root: 'state', path: [] },
  { root: 'event', path: [] },
] as const;

function emitTextUpdate({ value }: Bound<'text'>, place: string, context: ScriptContext): string {
  const whole = value.kind === 'text' ? undefined : emitValue(value, context, APPLIED);
  if (whole && !(whole.kinds & ~(Kind.STRING | Kind.NUMBER | Kind.BOOLEAN))) {
    return `${context.use('setText')}(${place},${whole.code})`;
  }
  const { code, kinds } = emitText(value, context, APPLIED);
  return `${context.use(kinds & Kind.FOREIGN ? 'setAnyText' : 'setText')}(${place},${code})`;
}

function emitAttributeUpdate(binding: Bound<'attribute'>, place: string, context: ScriptContext): string {
  const { name, attribute, value, url, literalOrigin, css } = binding;
  const head = `${place},${jsString(name)}`;
  const { code, kinds } = emitValue(value, context, APPLIED);
  if (url) {
    const rules = `${jsString(url)},${context.urlRules()},${literalOrigin ? '!0' : '!1'},${context.report()}`;
    return `${context.use('setUrl')}(${head},${code},${rules})`;
  }
  if (css) return `${context.use('setCssAttribute')}(${head},${code},${context.report()})`;
  if (attribute === 'plain' && !(kinds & ~(Kind.STRING | Kind.FOREIGN | Kind.NUMBER)) && kinds & Kind.NUMBER)
    return `${context.use('setAttribute')}(${head},""+${code})`;
  if (attribute !== 'boolean' && !(kinds & ~(Kind.STRING | Kind.FOREIGN)))
    return `${context.use('setAttribute')}(${head},${code})`;
  if (attribute === 'boolean' && kinds === Kind.BOOLEAN)
    return `${context.use('setAttribute')}(${head},${code}?"":null)`;
  if (attribute === 'true-false' && !(kinds & ~(Kind.BOOLEAN | Kind.NUMBER)))
    return `${context.use('setAttribute')}(${head},""+${code})`;
  return `${context.use('setAnyAttribute')}(${head},${code},${jsString(attribute)},${context.report()})`;
}

function emitProperty({ name, attribute, value }: Bound<'property'>, context: ScriptContext): string {
  const { code, kinds } = emitValue(value, context, APPLIED);
  if (name === 'value') {
    if (kinds === Kind.STRING) return code;
    if (kinds === Kind.NUMBER) return `""+${code}`;
    return `${context.use('liveText')}(${code},${jsString(attribute)})`;
  }
  if (kinds === Kind.BOOLEAN) return code;
  if (!(kinds & ~(Kind.BOOLEAN | Kind.NULL | Kind.MISSING))) return `!!${code}`;
  return `${context.use('attributeText')}(${code},"boolean")!=null`;
}

/** The whole declaration list of an element, so that order and absent declarations are those of one style attribute. */
export function emitStyleList(style: readonly OutDeclaration[], context: ScriptContext): string {
  const parts: string[] = [];
  let literal = '';
  const flush = () => {
    if (literal) parts.push(jsString(literal));
    literal = '';
  };
  for (const { property, initial, dynamic, value, unit } of style) {
    if (!dynamic) literal += initial === undefined ? '' : `${property}:${initial};`;
    else {
      const { code, kinds } = emitValue(value, context, APPLIED);
      if (kinds === Kind.NUMBER) {
        literal += `${property}:`;
        flush();
        parts.push(code);
        literal = unit && !isUnitless(property) ? 'px;' : ';';
      } else {
        flush();
        parts.push(
          `${context.use('declaration')}(${jsString(property)},${code},${unit ? '!0' : '!1'},${context.report()})`,
        );
      }
    }
  }
  flush();
  return parts.join('+') || '""';
}

/** What `emitStyleList` gives with the values of the build. */
export function firstList(style: readonly OutDeclaration[]): string {
  return style
    .map(({ property, initial }) => (initial && !cssFault(initial) ? `${property}:${initial};` : ''))
    .join('');
}
