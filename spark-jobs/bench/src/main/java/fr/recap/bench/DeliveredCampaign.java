package fr.recap.bench;

import fr.recap.campaign.BuildLots;
import fr.recap.campaign.CodeCampaign;
import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.postgres.Postgres;
import fr.recap.tables.Rp;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * The forms of a campaign that was coded at once, coded again as they would arrive: in deliveries,
 * each followed by lots, of which clerks begin one.
 */
final class DeliveredCampaign {
  /** Settings of the tables that a delivered campaign has for itself. */
  private static final List<String> TABLES =
      List.of(
          "tables.forms",
          "tables.results",
          "tables.output",
          "tables.monitoring",
          "tables.noncodable",
          "tables.bi-topk",
          "tables.lots",
          "tables.lots-reprise",
          "tables.vagues-reprise",
          "tables.individus",
          "nomenclatures.\"naf\".projections",
          "nomenclatures.\"pcs\".projections");

  private static final String SUFFIX = "_delivered";
  private static final String ROWS = "rows";
  private static final String DIFFERING = "differing";

  private final SparkSession spark;
  private final RecapConfig whole;
  private final RecapConfig delivered;
  private final int deliveries;

  /**
   * @param whole settings of the campaign that was coded at once
   * @param delivered the same with {@link #settings}
   */
  DeliveredCampaign(SparkSession spark, RecapConfig whole, RecapConfig delivered, int deliveries) {
    this.spark = spark;
    this.whole = whole;
    this.delivered = delivered;
    this.deliveries = deliveries;
  }

  /** Settings of a space with tables of their own for what deliveries write. */
  static Map<String, String> settings(Map<String, String> ofSpace) {
    Map<String, String> all = new TreeMap<>(ofSpace);
    for (String key : TABLES) {
      String quoted = all.get(key);
      all.put(key, quoted.substring(0, quoted.length() - 1) + SUFFIX + '"');
    }
    return all;
  }

  /**
   * Codes all deliveries.
   *
   * @return by table: rows that a campaign at once gives and this one does not, or the other way
   *     round; by {@code individus}: rows that clerks had begun and that aren't as they left them
   */
  Map<String, Map<String, Double>> run(StageMeter meter) {
    execute("CREATE TABLE %s (LIKE %s)".formatted(forms(delivered), forms(whole)));
    for (int i = 0; i < deliveries; i++) {
      int many =
          execute(
              "INSERT INTO %s SELECT * FROM %s WHERE mod(abs(hashtext(%s)::bigint), %d) = %d"
                  .formatted(forms(delivered), forms(whole), Rp.CABBI, deliveries, i));
      String name = "delivery %d: ".formatted(i + 1);
      meter.run(name + "code", many, () -> new CodeCampaign(spark, delivered).execute());
      meter.run(
          name + "lots", many, () -> new BuildLots(spark, delivered, BuildLots.Way.ADD).execute());
      clerksBegin();
    }
    return differing();
  }

  private static String forms(RecapConfig config) {
    return config.tables().forms().sql();
  }

  /** Clerks begin the first lot that is new; what they leave is noted. */
  private void clerksBegin() {
    TableSettings tables = delivered.tables();
    String lot =
        "(SELECT max(lot_id) FROM %s WHERE lot_statut = 'E')".formatted(tables.lotsReprise().sql());
    execute(
        "UPDATE %1$s SET lot_statut = 'E' WHERE lot_id = (SELECT min(lot_id) FROM %1$s WHERE lot_statut = 'N')"
            .formatted(tables.lotsReprise().sql()));
    execute(
        "UPDATE %s SET i_reprise_act = 'A', siretm = '1' WHERE i_reprise_act = 'N' AND lot_id = %s"
            .formatted(tables.individus().sql(), lot));
    execute(
        "CREATE TABLE IF NOT EXISTS %s (LIKE %s)"
            .formatted(begun().sql(), tables.individus().sql()));
    execute(
        "INSERT INTO %s SELECT * FROM %s WHERE lot_id = %s"
            .formatted(begun().sql(), tables.individus().sql(), lot));
  }

  private TableName begun() {
    return delivered.tables().individus().withSuffix("_begun");
  }

  private Map<String, Map<String, Double>> differing() {
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    Map<TableName, TableName> outputs = new LinkedHashMap<>();
    outputs.put(whole.tables().results(), delivered.tables().results());
    outputs.put(whole.tables().output(), delivered.tables().output());
    Iterator<Coder> coders = Coders.ofCampaign(delivered).iterator();
    for (Coder coder : Coders.ofCampaign(whole)) {
      outputs.put(coder.target().name(), coders.next().target().name());
    }
    outputs.forEach(
        (atOnce, ours) ->
            rows.put(
                atOnce.table(),
                Map.of(
                    ROWS,
                    number("SELECT count(*) FROM " + ours.sql()),
                    DIFFERING,
                    without(atOnce, ours) + without(ours, atOnce))));
    rows.put(
        whole.tables().individus().table(),
        Map.of(
            ROWS, number("SELECT count(*) FROM " + begun().sql()),
            DIFFERING, without(begun(), delivered.tables().individus())));
    return rows;
  }

  /** Rows of a table that another one has not. */
  private double without(TableName some, TableName others) {
    return number(
        "SELECT count(*) FROM (SELECT * FROM %s EXCEPT ALL SELECT * FROM %s) missing"
            .formatted(some.sql(), others.sql()));
  }

  private double number(String query) {
    return new Postgres(delivered.postgres())
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet result = statement.executeQuery(query)) {
                result.next();
                return result.getDouble(1);
              }
            });
  }

  private int execute(String sql) {
    return new Postgres(delivered.postgres())
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
              }
            });
  }
}
