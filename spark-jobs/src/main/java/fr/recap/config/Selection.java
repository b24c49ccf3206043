package fr.recap.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which forms of a table a job works on.
 *
 * @param where a condition of PostgreSQL on columns of this table alone; empty: all rows
 * @param limit at most so many of them, drawn by a hash of their key; empty: all of them
 */
public record Selection(Optional<String> where, OptionalInt limit) {
  /** All forms. */
  public static final Selection ALL = new Selection(Optional.empty(), OptionalInt.empty());

  /** What begins a query within a condition. */
  private static final Set<String> QUERIES = Set.of("select", "table", "values");

  /**
   * @throws ConfigException if the condition is none, or more than a condition on one table: an
   *     open quote or bracket, a second statement, a comment or a query within it
   */
  public Selection {
    where.ifPresent(Selection::check);
  }

  static Selection read(Section section) {
    return new Selection(
        section.optionalText("where"),
        section.optionalText("limit").isPresent()
            ? OptionalInt.of(section.integer("limit", 1, Integer.MAX_VALUE))
            : OptionalInt.empty());
  }

  /** For people: {@code where typcol = 1, at most 500}; empty for all forms. */
  public String text() {
    List<String> parts = new ArrayList<>();
    where.ifPresent(condition -> parts.add("where " + condition));
    limit.ifPresent(most -> parts.add("at most " + most));
    return String.join(", ", parts);
  }

  /** Whether this leaves no form out. */
  public boolean all() {
    return where.isEmpty() && limit.isEmpty();
  }

  private static void check(String condition) {
    if (condition.isBlank()) {
      throw wrong(condition, "it is empty");
    }
    int open = 0;
    int i = 0;
    while (i < condition.length()) {
      char c = condition.charAt(i);
      if (c == '\'' || c == '"') {
        i = endOfQuote(condition, i);
      } else if (Character.isLetter(c) || c == '_') {
        i = word(condition, i);
      } else {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open < 0) {
          throw wrong(condition, "it closes a bracket that it didn't open");
        }
        // ? would stand for a value to come.
        if (";$?\0".indexOf(c) >= 0
            || condition.startsWith("--", i)
            || condition.startsWith("/*", i)) {
          throw wrong(condition, "outside of quotes it may have no ; $ ? -- or /*");
        }
        i++;
      }
    }
    if (open > 0) {
      throw wrong(condition, "it leaves a bracket open");
    }
  }

  /** A doubled quote ends one text and begins the next, which comes to the same. */
  private static int endOfQuote(String condition, int start) {
    int end = condition.indexOf(condition.charAt(start), start + 1);
    if (end < 0) {
      throw wrong(condition, "it leaves a quote open");
    }
    return end + 1;
  }

  private static int word(String condition, int start) {
    int end = start;
    while (end < condition.length()
        && (Character.isLetterOrDigit(condition.charAt(end)) || condition.charAt(end) == '_')) {
      end++;
    }
    String word = condition.substring(start, end).toLowerCase(Locale.ROOT);
    if (QUERIES.contains(word)) {
      throw wrong(condition, "it may not query (%s)".formatted(word));
    }
    // E'..\'..' and U&"..": where their quotes end is another matter.
    if ((word.equals("e") && condition.startsWith("'", end))
        || (word.equals("u") && condition.startsWith("&", end))) {
      throw wrong(condition, "texts are written '...', with '' for a quote");
    }
    return end;
  }

  private static ConfigException wrong(String condition, String why) {
    return new ConfigException(
        "selection.where (--where) must be one condition on columns of the forms' table, such as typcol = 1 AND depcom_code LIKE '57%%': %s: %s"
            .formatted(why, condition));
  }
}
