package fr.recap.notebook;

import fr.recap.pages.HtmlPage;

/**
 * What a cell of a notebook shows.
 *
 * @param html a part of a page, whose texts are escaped
 * @param text the same where there is no HTML
 */
public record Cell(String html, String text) {
  static Cell of(HtmlPage page, String text) {
    return new Cell(page.fragment(), text);
  }

  /** The text, as a terminal shows it. */
  @Override
  public String toString() {
    return text;
  }
}
