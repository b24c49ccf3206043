package fr.recap.service;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.forms.Location;
import fr.recap.postgres.DatabaseException;
import fr.recap.postgres.KeptConnections;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.CircuitBreaker;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.udfs.address.Coordinates;
import fr.recap.udfs.text.Blanks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the tables of the campaign know of forms that clients send in part: the original's protocol
 * can't send all that the batch reads, such as where a form lies. What is sent is stronger.
 */
final class KnownForms implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownForms.class);

  /** Fields that say where the workplace is: with others than the table's, it may lie elsewhere. */
  private static final List<String> ADDRESS =
      List.of(
          Rp.NUMVOI_X,
          Rp.BISTER_X,
          Rp.TYPEVOI_X,
          Rp.NOMVOI_X,
          Rp.CPLADR_X,
          Rp.CLT_X,
          Rp.DLT_X,
          Rp.PLT_X,
          Rp.CLT_C_C,
          Rp.DEPCOM_CODE,
          Rp.ILT_X,
          Rp.VARDOMPART_X);

  private static final int FAILURES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final KeptConnections database;
  private final TableName forms;
  private final TableName places;
  private final boolean asked;
  private final CircuitBreaker breaker = new CircuitBreaker(FAILURES, PAUSE);

  /**
   * Looks nothing up yet; a database that is away may come back.
   *
   * @throws ConfigException if connections can't be kept, since a pooler hands out their sessions
   */
  KnownForms(RecapConfig config) {
    Postgres postgres = new Postgres(config.postgres());
    this.database = new KeptConnections(postgres);
    this.forms = config.tables().forms();
    this.places = config.tables().formsGeo();
    this.asked = config.service().knownForms();
    if (asked) {
      postgres.refusePooler();
    }
  }

  /**
   * What the tables have.
   *
   * @param forms values by column, by key
   * @param located whether there is a table of places: who isn't in it has none
   * @param places the same as forms
   */
  private record Stored(
      Map<String, Map<String, Object>> forms,
      boolean located,
      Map<String, Map<String, Object>> places) {
    private static final Stored NOTHING = new Stored(Map.of(), false, Map.of());
  }

  /** All forms, since the batch reads more of each than clients can send. */
  List<SubmittedForm> complete(List<SubmittedForm> sent) {
    return complete(sent, form -> false);
  }

  /**
   * Forms with what is missing from them, in their order. Where the database does not answer, they
   * stay as they were sent.
   *
   * @param whole forms that have all that is read of them: they aren't looked up
   */
  List<SubmittedForm> complete(List<SubmittedForm> sent, Predicate<SubmittedForm> whole) {
    if (!asked) {
      return sent;
    }
    Set<String> keys =
        sent.stream().filter(whole.negate()).map(SubmittedForm::cabbi).collect(Collectors.toSet());
    if (keys.isEmpty() || !breaker.allows()) {
      return sent;
    }
    try {
      Stored stored = database.read(connection -> read(connection, keys));
      breaker.succeeded();
      return sent.stream().map(form -> complete(form, stored)).toList();
    } catch (ConfigException | DatabaseException e) {
      breaker.failed();
      LOG.warn("Forms are answered as they are sent, without the tables: {}", e.getMessage());
      return sent;
    } catch (RuntimeException e) {
      breaker.failed();
      throw e;
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private Stored read(Connection connection, Set<String> keys) throws SQLException {
    if (!Postgres.exists(connection, forms)) {
      return Stored.NOTHING;
    }
    Map<String, Map<String, Object>> known = StoredRows.read(connection, forms, keys);
    if (known.isEmpty() || !Postgres.exists(connection, places)) {
      return new Stored(known, false, Map.of());
    }
    return new Stored(known, true, StoredRows.read(connection, places, known.keySet()));
  }

  private static SubmittedForm complete(SubmittedForm sent, Stored stored) {
    Map<String, Object> row = stored.forms().get(sent.cabbi());
    if (row == null) {
      return sent;
    }
    Map<String, String> fields = new HashMap<>();
    row.forEach(
        (column, value) -> {
          if (value != null) {
            fields.put(column, value.toString());
          }
        });
    boolean moved =
        ADDRESS.stream()
            .anyMatch(
                field ->
                    sent.text(field) != null
                        && !Objects.equals(
                            Blanks.strip(sent.text(field)), Blanks.strip(fields.get(field))));
    fields.putAll(sent.fields());
    Location place =
        moved || sent.located() || !stored.located()
            ? null
            : place(stored.places().get(sent.cabbi()));
    return new SubmittedForm(fields, sent.latitude(), sent.longitude(), place);
  }

  private static Location place(Map<String, Object> row) {
    if (row == null) {
      return Location.UNKNOWN;
    }
    Double latitude = number(row.get(RpGeo.LATITUDE));
    Double longitude = number(row.get(RpGeo.LONGITUDE));
    boolean located = Coordinates.valid(latitude, longitude);
    return new Location(
        located ? latitude : null,
        located ? longitude : null,
        Objects.toString(row.get(RpGeo.COMMUNE), null),
        number(row.get(RpGeo.COMMUNE_SCORE)));
  }

  private static Double number(Object value) {
    return value instanceof Number number ? (Double) number.doubleValue() : null;
  }
}
