interface Props {
  readonly items: readonly string[];
}

/** A node factory: it gives nodes of the plan, and runs again when its props change. */
export const List = ({ items }: Props) => (
  <ul aria-label={`${items.length} things to buy`}>
    {items.map((item) => (
      <li>{item}</li>
    ))}
  </ul>
);
