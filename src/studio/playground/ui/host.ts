/// <reference lib="dom" />
import { Component, createRef, h } from 'preact';

/** An element whose content something else makes: an editor, or the preview. It is made once and never drawn again. */
export class Host extends Component<{ readonly class: string; readonly mount: (element: HTMLElement) => void }> {
  private readonly element = createRef<HTMLDivElement>();

  override shouldComponentUpdate(): boolean {
    return false;
  }

  override componentDidMount(): void {
    if (this.element.current) this.props.mount(this.element.current);
  }

  override render() {
    return h('div', { class: this.props.class, ref: this.element });
  }
}
