/**
 * The DOM property that shows an attribute's value at run time, or undefined where the attribute itself does
 * (spec 13.2). `type` is the literal `type` of an `input`.
 */
export function liveProperty(tag: string, name: string, type: string | undefined): string | undefined {
  switch (name) {
    case 'value':
      return (tag === 'input' && type !== 'file') || tag === 'textarea' || tag === 'select' ? name : undefined;
    case 'checked':
      return tag === 'input' ? name : undefined;
    case 'indeterminate':
      return tag === 'input' && type === 'checkbox' ? name : undefined;
    case 'selected':
      return tag === 'option' ? name : undefined;
    case 'open':
      return tag === 'details' || tag === 'dialog' ? name : undefined;
    case 'muted':
      return tag === 'audio' || tag === 'video' ? name : undefined;
    default:
      return undefined;
  }
}
