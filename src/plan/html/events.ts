/** Which live fields an event carries (spec 5.7). */
export type EventFields = 'none' | 'key' | 'control' | 'form' | 'open';

/** What a binding prop listens to. */
export interface EventDefinition {
  readonly dom: string;
  /** Whether every bound element from the target up runs. */
  readonly bubbles: boolean;
  readonly fields: EventFields;
}

const group = (props: string, bubbles: boolean, fields: EventFields): [string, EventDefinition][] =>
  props.split(' ').map((prop) => {
    const dom = prop === 'onDoubleClick' ? 'dblclick' : prop.slice(2).toLowerCase();
    return [prop, { dom, bubbles, fields }];
  });

/** All binding props. */
export const EVENT_PROPS: ReadonlyMap<string, EventDefinition> = new Map([
  ...group('onClick onDblClick onDoubleClick onContextMenu onMouseDown onMouseUp onMouseOver onMouseOut', true, 'none'),
  ...group('onPointerDown onPointerUp onPointerCancel', true, 'none'),
  ...group('onMouseEnter onMouseLeave onPointerEnter onPointerLeave', false, 'none'),
  ...group('onKeyDown onKeyUp', true, 'key'),
  ...group('onInput onChange', true, 'control'),
  ...group('onSubmit onReset', true, 'form'),
  ...group('onFocus onBlur', false, 'control'),
  ...group('onFocusIn onFocusOut', true, 'control'),
  ...group('onInvalid onClose onCancel', false, 'none'),
  ...group('onToggle', false, 'open'),
]);
