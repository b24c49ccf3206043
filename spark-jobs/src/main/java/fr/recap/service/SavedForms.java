package fr.recap.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.elastic.ElasticException;
import fr.recap.geocoding.FormPlacer;
import fr.recap.geocoding.FormPlacer.Place;
import fr.recap.indexing.ValidatedIndex;
import fr.recap.postgres.DatabaseException;
import fr.recap.postgres.Postgres;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * <p>A job may replace the index by one that it began to make before a form was validated. So forms
 * are remembered, and put in again when the alias has moved.
 */
final class SavedForms {
  private static final Logger LOG = LoggerFactory.getLogger(SavedForms.class);
  private static final int REMEMBERED = 100_000;
  private static final int TOGETHER = 500;
  private static final int QUERY_SECONDS = 10;
  private static final String DONE = "V";
  private static final String NOT_SAVED =
      "not saved, send it again: PostgreSQL or Elasticsearch does not answer or refuses, the log of the service tells why";
  private static final List<String> COORDINATES =
      List.of(RpGeo.LONGITUDE, RpGeo.LATITUDE, RpGeo.GEO_SCORE, RpGeo.GEO_TYPE, RpGeo.GEO_ADRESSE);

  private final Postgres postgres;
  private final TableName forms;
  private final TableName coordinates;
  private final FormPlacer placer;
  private final ValidatedIndex index;
  private final Map<String, Boolean> saved =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final AtomicBoolean created = new AtomicBoolean();
  private List<String> versions = List.of();

  SavedForms(RecapConfig config, FormPlacer placer, ValidatedIndex index) {
    this.postgres = new Postgres(config.postgres());
    this.forms = config.tables().individus();
    this.coordinates = config.tables().formsGeo();
    this.placer = placer;
    this.index = index;
  }

  /** Puts forms into the history; the answers are in their order. */
  List<ObjectNode> save(List<Form> wanted) {
    List<String> keys = wanted.stream().map(Form::cabbi).distinct().toList();
    Map<String, String> failures = failures(keys);
    return wanted.stream()
        .map(Form::cabbi)
        .map(
            cabbi ->
                failures.containsKey(cabbi)
                    ? Answers.error(cabbi, failures.get(cabbi))
                    : Answers.ok(cabbi))
        .toList();
  }

  /**
   * Whether the index was made here since this was last asked, so that searches know it not yet.
   */
  boolean hasNewIndex() {
    return created.getAndSet(false);
  }

  /** Why forms were not saved, by cabbi; those that were are remembered. */
  private Map<String, String> failures(List<String> keys) {
    Map<String, String> failures = new HashMap<>();
    try {
      Map<String, Map<String, Object>> found = read(forms, keys);
      Map<String, Map<String, Object>> validated = new LinkedHashMap<>();
      for (String cabbi : keys) {
        Map<String, Object> form = found.get(cabbi);
        String problem = form == null ? "there is no such form in " + forms : problem(form);
        if (problem == null) {
          validated.put(cabbi, form);
        } else {
          failures.put(cabbi, problem);
        }
      }
      if (!validated.isEmpty()) {
        if (index.createIfMissing()) {
          created.set(true);
        }
        failures.putAll(index.save(documents(validated)));
        remember(validated.keySet(), failures);
      }
    } catch (ConfigException | RefusedInputException | ElasticException | DatabaseException e) {
      LOG.warn("Forms can't be saved: {}", e.getMessage());
      keys.forEach(cabbi -> failures.putIfAbsent(cabbi, NOT_SAVED));
    }
    return failures;
  }

  private synchronized void remember(Collection<String> keys, Map<String, String> failures) {
    keys.stream()
        .filter(cabbi -> !failures.containsKey(cabbi))
        .forEach(cabbi -> saved.put(cabbi, true));
  }

  /** Puts the remembered forms in again if the alias has moved since the last look. */
  void refresh() {
    List<String> now = index.versions();
    List<String> again;
    synchronized (this) {
      boolean moved = !versions.isEmpty() && !versions.equals(now);
      versions = now;
      again = moved ? List.copyOf(saved.keySet()) : List.of();
    }
    for (int from = 0; from < again.size(); from += TOGETHER) {
      failures(again.subList(from, Math.min(again.size(), from + TOGETHER)));
    }
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
        postgres.exists(coordinates) ? read(coordinates, keys) : Map.of();
    List<String> open = keys.stream().filter(cabbi -> !placed.containsKey(cabbi)).toList();
    List<Place> places =
        placer.place(open.stream().map(cabbi -> form(validated.get(cabbi)).row()).toList());
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
    return new Form(texts, null, null);
  }

  private static Row row(Map<String, Object> document) {
    StructType schema = new StructType();
    for (String column : document.keySet()) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return new GenericRowWithSchema(document.values().toArray(), schema);
  }

  private Map<String, Map<String, Object>> read(TableName table, List<String> keys) {
    return postgres.inTransaction(connection -> read(connection, table, keys));
  }

  private static Map<String, Map<String, Object>> read(
      Connection connection, TableName table, List<String> keys) throws SQLException {
    Map<String, Map<String, Object>> rows = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM %s WHERE cabbi = ANY (?)".formatted(table.sql()))) {
      select.setQueryTimeout(QUERY_SECONDS);
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet found = select.executeQuery()) {
        ResultSetMetaData columns = found.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          names.add(columns.getColumnName(i));
        }
        while (found.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), found.getObject(i + 1));
          }
          rows.put(row.get(Rp.CABBI).toString().strip(), row);
        }
      }
    }
    return rows;
  }
}
