package fr.recap.nomenclature;

import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads files of {@link RelatedTexts}: CSV with the columns group and text, or, where the name ends
 * in {@code .dat}, a thesaurus in the format of MyThes, each of whose senses is a group. Both are
 * in UTF-8.
 *
 * <p>A thesaurus has the name of its encoding in its first line; then, for each entry, {@code
 * word|number of senses} and a line a sense, {@code (class)|synonym|synonym}.
 */
final class RelatedFiles {
  private static final String SETTING = "related-texts";
  private static final String GROUP = "group";
  private static final String TEXT = "text";

  private RelatedFiles() {}

  /**
   * Reads files.
   *
   * @param field main field, whose cleaning the texts get
   * @throws ConfigException if there is no such file
   * @throws RefusedInputException if it is not in UTF-8, a column is missing or a thesaurus ends
   *     within an entry
   */
  static RelatedTexts read(List<String> files, String field) {
    RelatedTexts related = new RelatedTexts();
    for (String name : files) {
      Path file = Path.of(name);
      if (name.endsWith(".dat")) {
        thesaurus(related, file, field);
      } else {
        csv(related, file, field);
      }
    }
    return related;
  }

  private static void csv(RelatedTexts related, Path file, String field) {
    for (CsvRow row : CsvRow.read(SETTING, file, List.of(GROUP, TEXT))) {
      if (row.text(GROUP) == null) {
        throw row.refused("it has no group");
      }
      related.add(row.text(GROUP), FieldCleaner.clean(field, row.text(TEXT)));
    }
  }

  private static void thesaurus(RelatedTexts related, Path file, String field) {
    List<String> lines = lines(file);
    int at = 1;
    while (at < lines.size() && !lines.get(at).isBlank()) {
      String[] entry = lines.get(at).split("\\|", -1);
      int senses = senses(file, at, entry);
      if (at + senses >= lines.size()) {
        throw new RefusedInputException(
            "%s, line %d: the file ends within the entry %s".formatted(file, at + 1, entry[0]));
      }
      for (int sense = 1; sense <= senses; sense++) {
        String group = "%s (%d)".formatted(entry[0], sense);
        related.add(group, FieldCleaner.clean(field, entry[0]));
        Arrays.stream(lines.get(at + sense).split("\\|", -1))
            .skip(1)
            .forEach(synonym -> related.add(group, FieldCleaner.clean(field, synonym)));
      }
      at += 1 + senses;
    }
  }

  private static List<String> lines(Path file) {
    CsvRow.check(SETTING, file);
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigException(
          "%s: %s can't be read: %s".formatted(SETTING, file, e.getMessage()), e);
    }
  }

  private static int senses(Path file, int line, String[] entry) {
    if (entry.length == 2 && entry[1].matches("\\d{1,4}")) {
      return Integer.parseInt(entry[1]);
    }
    throw new RefusedInputException(
        "%s, line %d: a word with the number of its senses was expected, cannot be: %s"
            .formatted(file, line + 1, String.join("|", entry)));
  }
}
