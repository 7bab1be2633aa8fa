import { token } from '../../../plan/pointer.ts';

/** A place in the document; its pointer is built when a finding asks for it, and then kept. */
export class Place {
  private known: string | undefined;

  constructor(
    private readonly parent: Place | undefined,
    private readonly key: string | number,
  ) {}

  /** JSON Pointer of this place. Walks up to the nearest place that knows its own, so that siblings share the work. */
  get pointer(): string {
    const path: Place[] = [];
    let place: Place | undefined = this;
    for (; place && place.known === undefined; place = place.parent) path.push(place);
    let pointer = place?.known ?? '';
    for (const step of path.reverse()) {
      pointer += step.parent ? token(step.key) : step.key;
      step.known = pointer;
    }
    return pointer;
  }
}
