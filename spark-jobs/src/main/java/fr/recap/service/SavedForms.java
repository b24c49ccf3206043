package fr.recap.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.elastic.ConditionalWriter.Stored;
import fr.recap.elastic.ElasticException;
import fr.recap.forms.Form;
import fr.recap.geocoding.FormPlacer;
import fr.recap.geocoding.Place;
import fr.recap.indexing.ValidatedIndex;
import fr.recap.postgres.DatabaseException;
import fr.recap.postgres.Postgres;
import fr.recap.register.FreshWordings;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts forms into the history that clerks have just validated: read from PostgreSQL, with the
 * coordinates of the table of coordinates, else placed here.
 *
 * <p>Of two who save a form at once the one who has read the newer state wins: a form is written
 * only if nobody has written it since before it was read, else it is read again.
 *
 * <p>A job may replace the index by one that it began to make before a form was validated. So a
 * form counts as saved once the {@link SavedFormsJournal} knows it, and is put in again when the
 * alias has moved, by whichever service sees it.
 */
final class SavedForms {
  private static final Logger LOG = LoggerFactory.getLogger(SavedForms.class);
  private static final int TOGETHER = 500;
  private static final int TRIES = 5;

  /** For saves that others begin before and end after one that is known. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final String DONE = "V";
  private static final String NOT_SAVED =
      "not saved, send it again: PostgreSQL or Elasticsearch does not answer or refuses, the log of the service tells why";
  private static final String SAVED_BY_OTHERS =
      "not saved, send it again: others save it at this moment";
  private static final List<String> COORDINATES =
      List.of(RpGeo.LONGITUDE, RpGeo.LATITUDE, RpGeo.GEO_SCORE, RpGeo.GEO_TYPE, RpGeo.GEO_ADRESSE);

  private final Postgres postgres;
  private final TableName forms;
  private final TableName coordinates;
  private final FormPlacer placer;
  private final ValidatedIndex index;
  private final FreshWordings fresh;
  private final SavedFormsJournal journal;
  private final AtomicBoolean created = new AtomicBoolean();

  /** Saves that went elsewhere than to the index that was checked last. */
  private final AtomicLong strays = new AtomicLong();

  /** The latest index that was found to have all forms of the journal; null for none yet. */
  private volatile Checked checked;

  private record Checked(String index, long strays) {}

  /** Up to when others' saves are known. */
  private Instant known = Instant.EPOCH;

  /**
   * @param index of the server
   * @param fresh what this service finds without it
   */
  SavedForms(RecapConfig config, FormPlacer placer, ValidatedIndex index, FreshWordings fresh) {
    this.postgres = new Postgres(config.postgres());
    this.forms = config.tables().individus();
    this.coordinates = config.tables().formsGeo();
    this.placer = placer;
    this.index = index;
    this.fresh = fresh;
    this.journal = new SavedFormsJournal(config);
  }

  /**
   * What became of forms.
   *
   * @param saved concrete index of each that is saved
   * @param texts of those that are saved, by column
   * @param refused why others are not to be in the history, as they are in the database
   * @param failed why others could not be saved this time
   */
  private record Outcome(
      Map<String, String> saved,
      Map<String, UnaryOperator<String>> texts,
      Map<String, String> refused,
      Map<String, String> failed) {
    private Outcome() {
      this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private String problem(String cabbi) {
      return refused.getOrDefault(cabbi, failed.get(cabbi));
    }
  }

  /** Puts forms into the history; the answers are in their order. */
  List<ObjectNode> save(List<SubmittedForm> wanted) {
    List<String> keys = wanted.stream().map(SubmittedForm::cabbi).distinct().toList();
    Outcome outcome = new Outcome();
    try {
      write(keys, outcome);
      if (!outcome.saved().isEmpty()) {
        journal.saved(outcome.saved());
        fresh.put(outcome.texts(), Instant.now());
        Checked last = checked;
        if (last == null || !Set.of(last.index()).containsAll(outcome.saved().values())) {
          strays.incrementAndGet();
        }
      }
    } catch (ConfigException | RefusedInputException | ElasticException | DatabaseException e) {
      LOG.warn("Forms can't be saved: {}", e.getMessage());
      keys.stream()
          .filter(cabbi -> outcome.problem(cabbi) == null)
          .forEach(cabbi -> outcome.failed().put(cabbi, NOT_SAVED));
    }
    return wanted.stream()
        .map(SubmittedForm::cabbi)
        .map(
            cabbi ->
                outcome.problem(cabbi) == null
                    ? Answers.ok(cabbi)
                    : Answers.error(cabbi, outcome.problem(cabbi)))
        .toList();
  }

  /**
   * Whether the index was made here since this was last asked, so that searches know it not yet.
   */
  boolean hasNewIndex() {
    return created.getAndSet(false);
  }

  /** Writes forms as they are in the database now. */
  private void write(List<String> keys, Outcome outcome) {
    List<String> open = keys;
    for (int attempt = 1; !open.isEmpty() && attempt <= TRIES; attempt++) {
      if (index.createIfMissing()) {
        created.set(true);
      }
      Map<String, Stored> before = index.look(open);
      Map<String, Map<String, Object>> validated = validated(open, outcome);
      List<String> again = new ArrayList<>();
      index
          .save(documents(validated), before)
          .forEach(
              (cabbi, written) -> {
                if (written.conflicts()) {
                  again.add(cabbi);
                } else if (written.refusal() == null) {
                  outcome.saved().put(cabbi, written.index());
                  outcome.texts().put(cabbi, texts(validated.get(cabbi)));
                } else {
                  outcome.failed().put(cabbi, written.refusal());
                }
              });
      open = again;
    }
    open.forEach(cabbi -> outcome.failed().put(cabbi, SAVED_BY_OTHERS));
  }

  /** The forms that are validated, as they are in the database. */
  private Map<String, Map<String, Object>> validated(List<String> keys, Outcome outcome) {
    Map<String, Map<String, Object>> found = read(forms, keys);
    Map<String, Map<String, Object>> validated = new LinkedHashMap<>();
    for (String cabbi : keys) {
      Map<String, Object> form = found.get(cabbi);
      String problem = form == null ? "there is no such form in " + forms : problem(form);
      if (problem == null) {
        validated.put(cabbi, form);
      } else {
        outcome.refused().put(cabbi, problem);
      }
    }
    return validated;
  }

  /**
   * Puts forms in again that are in an index which the alias has left.
   *
   * @throws DatabaseException or {@link ElasticException}, {@link ConfigException} if one of both
   *     can't be reached; the next call does the rest
   */
  synchronized void refresh() {
    List<String> versions = index.versions();
    if (versions.size() != 1) {
      return;
    }
    String now = versions.get(0);
    Checked checking = new Checked(now, strays.get());
    if (checking.equals(checked)) {
      return;
    }
    boolean all = true;
    List<String> keys = journal.outside(now, "", TOGETHER);
    while (!keys.isEmpty()) {
      Outcome outcome = new Outcome();
      write(keys, outcome);
      journal.moved(outcome.saved());
      journal.forget(outcome.refused().keySet());
      outcome
          .failed()
          .forEach((cabbi, problem) -> LOG.warn("A saved form is not in {}: {}", now, problem));
      all = all && outcome.failed().isEmpty();
      keys = journal.outside(now, keys.get(keys.size() - 1), TOGETHER);
    }
    if (all) {
      journal.forgetOld(now);
      checked = checking;
    }
  }

  /**
   * Takes in what other services, or this one before it began, have saved of late.
   *
   * @throws DatabaseException if PostgreSQL can't be reached; the next call does it
   */
  synchronized void freshen() {
    Map<String, Instant> saved = journal.savedSince(known.minus(OVERLAP));
    List<String> keys = List.copyOf(saved.keySet());
    for (int from = 0; from < keys.size(); from += TOGETHER) {
      List<String> some = keys.subList(from, Math.min(from + TOGETHER, keys.size()));
      Map<String, Map<String, Object>> found = read(forms, some);
      Map<String, UnaryOperator<String>> validated = new LinkedHashMap<>();
      some.stream()
          .filter(cabbi -> found.containsKey(cabbi) && problem(found.get(cabbi)) == null)
          .forEach(cabbi -> validated.put(cabbi, texts(found.get(cabbi))));
      Instant last = saved.get(some.get(some.size() - 1));
      fresh.put(validated, last);
      fresh.remove(some.stream().filter(cabbi -> !validated.containsKey(cabbi)).toList());
      known = last;
    }
    fresh.forgetBefore(Instant.now().minus(SavedFormsJournal.REMEMBERED));
  }

  private static UnaryOperator<String> texts(Map<String, Object> form) {
    return column -> text(form, column);
  }

  private static String problem(Map<String, Object> form) {
    if (!DONE.equals(text(form, Rp.I_REPRISE_ACT))) {
      return "the form is not validated: its i_reprise_act is not V";
    }
    return text(form, Rp.SIRETM).isEmpty()
        ? "the form is validated without a SIRET: its siretm is empty"
        : null;
  }

  private static String text(Map<String, Object> form, String column) {
    Object value = form.get(column);
    return value == null ? "" : value.toString().strip();
  }

  private Map<String, Row> documents(Map<String, Map<String, Object>> validated) {
    List<String> keys = List.copyOf(validated.keySet());
    Map<String, Map<String, Object>> placed =
        keys.isEmpty() || !postgres.exists(coordinates) ? Map.of() : read(coordinates, keys);
    List<String> open = keys.stream().filter(cabbi -> !placed.containsKey(cabbi)).toList();
    List<Place> places =
        placer.place(open.stream().map(cabbi -> form(validated.get(cabbi))).toList());
    Map<String, Row> documents = new LinkedHashMap<>();
    for (String cabbi : keys) {
      Map<String, Object> document = new LinkedHashMap<>(validated.get(cabbi));
      document.put(Rp.CABBI, cabbi);
      int at = open.indexOf(cabbi);
      COORDINATES.forEach(
          column ->
              document.put(
                  column,
                  at < 0 ? number(placed.get(cabbi).get(column)) : cell(places.get(at), column)));
      documents.put(cabbi, row(document));
    }
    return documents;
  }

  /** Numbers as the tables of ours have them, whatever type a column of the user's has. */
  private static Object number(Object value) {
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  private static Object cell(Place place, String column) {
    return switch (column) {
      case RpGeo.LONGITUDE -> place.longitude();
      case RpGeo.LATITUDE -> place.latitude();
      case RpGeo.GEO_SCORE -> place.score();
      case RpGeo.GEO_TYPE -> place.type();
      default -> place.address();
    };
  }

  private static Form form(Map<String, Object> columns) {
    Map<String, String> texts = new HashMap<>();
    FormReader.FIELDS
        .keySet()
        .forEach(
            field -> {
              if (columns.get(field) != null) {
                texts.put(field, columns.get(field).toString());
              }
            });
    return Form.of(texts);
  }

  private static Row row(Map<String, Object> document) {
    StructType schema = new StructType();
    for (String column : document.keySet()) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return new GenericRowWithSchema(document.values().toArray(), schema);
  }

  private Map<String, Map<String, Object>> read(TableName table, List<String> keys) {
    return postgres.inTransaction(connection -> StoredRows.read(connection, table, keys));
  }
}
