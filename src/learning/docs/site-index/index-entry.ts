/** Something that a site's own index leads to. */
export interface IndexEntry {
  readonly title: string;
  /** With `#` and an anchor where it is a part of a page. */
  readonly url: string;
}
