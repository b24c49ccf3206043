package fr.recap.models;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A published version: {@code NAF_2026-11-24}, the second one of a day {@code NAF_2026-11-24_2}.
 *
 * @param number 1 for the first of the day
 */
public record VersionName(String name, LocalDate date, int number)
    implements Comparable<VersionName> {
  private static final int HIGHEST = 999_999;
  private static final Pattern FORM =
      Pattern.compile("([A-Z0-9][A-Z0-9_]*?)_(\\d{4}-\\d{2}-\\d{2})(?:_(\\d{1,6}))?");
  private static final Pattern MODEL = Pattern.compile("[A-Z0-9][A-Z0-9_]*");
  private static final Pattern TRAINING = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})_(\\d{1,6})");
  private static final Comparator<VersionName> ORDER =
      Comparator.comparing(VersionName::name)
          .thenComparing(VersionName::date)
          .thenComparingInt(VersionName::number);

  public VersionName {
    if (number < 1 || number > HIGHEST) {
      throw new IllegalArgumentException(
          "%s has the number %d of its day, and names have 1 to %d: name another store.root, or delete what isn't needed"
              .formatted(name, number, HIGHEST));
    }
  }

  /** The version that a text names, if it names one. */
  public static Optional<VersionName> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    return of(matcher.group(1), matcher.group(2), number);
  }

  /** A training's folder {@code 2026-11-24_1} of a model. */
  static Optional<VersionName> parseTraining(String name, String folder) {
    Matcher matcher = TRAINING.matcher(folder);
    return matcher.matches()
        ? of(name, matcher.group(1), Integer.parseInt(matcher.group(2)))
        : Optional.empty();
  }

  /** Whether a text has the form of a published version or of a training's path. */
  static boolean isStored(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 1
        ? parse(text).isPresent()
        : parts.length == 3
            && parts[0].equals(ModelStore.TRAININGS)
            && MODEL.matcher(parts[1]).matches()
            && parseTraining(parts[1], parts[2]).isPresent();
  }

  private static Optional<VersionName> of(String name, String date, int number) {
    try {
      return Optional.of(new VersionName(name, LocalDate.parse(date), number));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the clock of the machine that made it was ahead: its date is later than tomorrow, as a
   * day may begin on one machine and not yet on another.
   */
  public boolean isAhead(LocalDate today) {
    return date.isAfter(today.plusDays(1));
  }

  String trainingFolder() {
    return date + "_" + number;
  }

  @Override
  public int compareTo(VersionName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return name + "_" + date + (number == 1 ? "" : "_" + number);
  }
}
