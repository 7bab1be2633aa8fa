const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Start tags that end an open paragraph. */
export const CLOSES_P = words(
  'address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp',
);

/** Where the search for an open element of a name ends ("in scope"). */
export const SCOPE_END = words('applet caption html marquee object table td th template');

/** What may stand directly in the skeleton of a table; everything else is moved or wrapped. */
export const TABLE_CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['table', words('caption colgroup thead tbody tfoot')],
  ['colgroup', words('col')],
  ['thead', words('tr')],
  ['tbody', words('tr')],
  ['tfoot', words('tr')],
  ['tr', words('td th')],
]);

/** Start tags that are dropped outside of a table. */
export const TABLE_PARTS = words('caption col colgroup tbody td tfoot th thead tr');

/** Elements that the parser closes by itself where ruby text begins. */
export const IMPLIED_END = words('dd dt li optgroup option p rb rp rt rtc');

/** Elements at which the search for an open list item stops. */
export const SPECIAL = words(
  'address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp',
);

/** HTML start tags that end `svg` and `math`. */
export const BREAKOUT = words(
  'b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);
