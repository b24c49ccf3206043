package fr.recap.monitoring;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a coder met, in counts.
 *
 * @param threshold probability from which on {@code departements} counts a form as automatic
 * @param forms all forms, coded or not
 * @param filled those that have a field, by its name
 * @param words words of the fields of the forms that {@code scores} counts; 0 if the coder knows no
 *     words
 * @param unknownWords those of them that the coder never saw
 * @param scores forms that got a code, by the tenth of its probability
 * @param departements the same forms by the département of the workplace
 */
public record Profile(
    double threshold,
    long forms,
    Map<String, Long> filled,
    long words,
    long unknownWords,
    List<Long> scores,
    Map<String, Automatic> departements) {
  static final int BINS = 10;

  private static final String FILE = "profile.json";
  private static final JsonMapper JSON = new JsonMapper();

  /** Forms that got a code, and those of them whose probability reaches the threshold. */
  public record Automatic(long forms, long automatic) {
    double share() {
      return (double) automatic / forms;
    }

    Automatic plus(Automatic other) {
      return new Automatic(forms + other.forms, automatic + other.automatic);
    }
  }

  /** Forms that got a code. */
  long scored() {
    return scores.stream().mapToLong(Long::longValue).sum();
  }

  /** Those of all départements. */
  Automatic everywhere() {
    return departements.values().stream().reduce(new Automatic(0, 0), Automatic::plus);
  }

  /** Writes it beside the files of a model. */
  public void write(Path folder) throws IOException {
    Files.write(
        folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }

  /** The profile of a model; empty if it was trained before profiles were kept. */
  public static Optional<Profile> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), Profile.class))
        : Optional.empty();
  }

  /** Counts forms one by one; counters of parts can be merged, in any order. */
  public static final class Counter implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String NOWHERE = "";

    private final double threshold;
    private final TreeMap<String, Long> filled = new TreeMap<>();
    private final long[] scores = new long[BINS];
    private final TreeMap<String, long[]> departements = new TreeMap<>();
    private long forms;
    private long words;
    private long unknownWords;

    /**
     * @param threshold probability from which on a form counts as automatic
     */
    public Counter(double threshold) {
      this.threshold = threshold;
    }

    /**
     * Counts the fields of a form.
     *
     * @param fields names of the fields
     * @param texts of these fields, null where one is empty
     */
    public void form(List<String> fields, String[] texts) {
      forms++;
      for (int field = 0; field < texts.length; field++) {
        filled.merge(fields.get(field), texts[field] == null ? 0L : 1L, Long::sum);
      }
    }

    /** Counts the words of a form that got a code. */
    public void words(int all, int unknown) {
      words += all;
      unknownWords += unknown;
    }

    /**
     * Counts a form that got a code.
     *
     * @param departement of the workplace; null if it is not known
     * @param probability that the code is right, from 0 to 1
     */
    public void score(String departement, double probability) {
      scores[Math.min(BINS - 1, (int) (BINS * probability))]++;
      long[] counts =
          departements.computeIfAbsent(
              departement == null ? NOWHERE : departement, absent -> new long[2]);
      counts[0]++;
      counts[1] += probability >= threshold ? 1 : 0;
    }

    /** Adds what another one counted. */
    public Counter merge(Counter other) {
      forms += other.forms;
      words += other.words;
      unknownWords += other.unknownWords;
      other.filled.forEach((field, count) -> filled.merge(field, count, Long::sum));
      for (int bin = 0; bin < BINS; bin++) {
        scores[bin] += other.scores[bin];
      }
      other.departements.forEach(
          (departement, counts) ->
              departements.merge(
                  departement, counts, (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]}));
      return this;
    }

    /** What was counted. */
    public Profile profile() {
      SortedMap<String, Automatic> byDepartement = new TreeMap<>();
      departements.forEach((name, n) -> byDepartement.put(name, new Automatic(n[0], n[1])));
      return new Profile(
          threshold,
          forms,
          new TreeMap<>(filled),
          words,
          unknownWords,
          Arrays.stream(scores).boxed().toList(),
          byDepartement);
    }
  }
}
