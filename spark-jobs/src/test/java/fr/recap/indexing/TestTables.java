package fr.recap.indexing;

import fr.recap.postgres.Postgres;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes and reads tables of the test server. */
final class TestTables {
  private final Postgres postgres;

  TestTables(Postgres postgres) {
    this.postgres = postgres;
  }

  void sql(String statement) {
    postgres.inTransaction(
        connection -> {
          try (Statement s = connection.createStatement()) {
            return s.execute(statement);
          }
        });
  }

  /** The first column of the rows. */
  List<String> rows(String query) {
    return postgres.inTransaction(
        connection -> {
          List<String> rows = new ArrayList<>();
          try (Statement s = connection.createStatement();
              ResultSet result = s.executeQuery(query)) {
            while (result.next()) {
              rows.add(result.getString(1));
            }
          }
          return rows;
        });
  }
}
