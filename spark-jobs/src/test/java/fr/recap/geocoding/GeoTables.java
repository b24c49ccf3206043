package fr.recap.geocoding;

import fr.recap.config.RecapConfig;
import fr.recap.postgres.TestPostgres;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Empty tables of a campaign in a schema of their own. */
final class GeoTables {
  private final String schema = TestPostgres.freshSchema();
  private final Map<String, String> settings = new HashMap<>();

  GeoTables() {
    create(Rp.TABLE, "rp");
    create(Sirus.TABLE, "sirus");
    create(SirusGeo.TABLE, "sirus_geo");
    settings.put("tables.forms", name("rp"));
    settings.put("tables.forms-geo", name("rp_geo"));
    settings.put("tables.sirus", name("sirus"));
    settings.put("tables.sirus-geo", name("sirus_geo"));
    settings.put("tables.geocoding-cache", name("cache"));
    settings.put("tables.run-manifest", name("runs"));
  }

  String name(String table) {
    return schema + "." + table;
  }

  void set(String key, String value) {
    settings.put(key, value);
  }

  RecapConfig config() {
    return config(Map.of());
  }

  RecapConfig config(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return TestPostgres.config(all);
  }

  /** Columns of the forms' coordinates, by key. */
  List<String> query(String columns) {
    return TestPostgres.query("SELECT %s FROM %s ORDER BY 1".formatted(columns, name("rp_geo")));
  }

  void form(String cabbi, Map<String, String> cells) {
    Map<String, String> all = new HashMap<>(cells);
    all.put("cabbi", cabbi);
    insert("rp", all);
  }

  void establishment(String siren, String nic, String commune, double longitude, double latitude) {
    insert(
        "sirus", Map.of("sirus_id", siren, "nic", nic, "adr_et_loc_geo", commune + "0000000000"));
    TestPostgres.execute(
        "INSERT INTO %s (sirus_id, nic, longitude, latitude) VALUES ('%s', '%s', %s, %s)"
            .formatted(name("sirus_geo"), siren, nic, longitude, latitude));
  }

  /** The table of the forms' coordinates as users have it, without what geocode adds. */
  void oldCoordinates() {
    create(RpGeo.TABLE, "rp_geo");
  }

  void insert(String table, Map<String, String> cells) {
    List<String> columns = List.copyOf(cells.keySet());
    String values =
        columns.stream()
            .map(column -> "'" + cells.get(column).replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    TestPostgres.execute(
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(name(table), String.join(", ", columns), values));
  }

  private void create(Table table, String called) {
    String columns =
        table.columns().stream()
            .map(column -> column.name() + " " + column.type().sql())
            .collect(Collectors.joining(", "));
    TestPostgres.execute("CREATE TABLE %s (%s)".formatted(name(called), columns));
  }
}
