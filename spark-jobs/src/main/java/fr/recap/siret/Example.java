package fr.recap.siret;

import fr.recap.metrics.Split;
import fr.recap.tables.Rp;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A form whose establishment is known, with the candidates that were found for it.
 *
 * @param siret its true establishment; empty if it has none
 * @param departement of the workplace; null if it is not known
 * @param candidates in order of SIRET
 */
record Example(String cabbi, String siret, String departement, List<ComparedCandidate> candidates) {
  /** Column: the true establishment. */
  static final String SIRET = "siret";

  /** Column: the candidates, {@link ComparedCandidate#SCHEMA}. */
  static final String CANDIDATES = "candidates";

  static final StructType SCHEMA =
      new StructType()
          .add(Rp.CABBI, DataTypes.StringType, false)
          .add(SIRET, DataTypes.StringType, false)
          .add("departement", DataTypes.StringType)
          .add(CANDIDATES, DataTypes.createArrayType(ComparedCandidate.SCHEMA));

  private static final double TEST_SHARE = 0.20;

  /** Parts of the forms to learn from, each judged by what the others taught. */
  static final int FOLDS = 5;

  boolean hasSiret() {
    return !siret.isEmpty();
  }

  /** Position of the true establishment among the candidates; -1 if it isn't there. */
  int truth() {
    return IntStream.range(0, candidates.size())
        .filter(i -> candidates.get(i).siret().equals(siret))
        .findFirst()
        .orElse(-1);
  }

  /** Whether the ranking learns from it; the others are to measure on. */
  boolean learns(long seed) {
    return learns(cabbi, seed);
  }

  /** The same, by its key. */
  static boolean learns(String cabbi, long seed) {
    return Split.uniform(cabbi, ~seed) >= TEST_SHARE;
  }

  /** Forms of one establishment share a fold: their wordings are near copies. */
  int fold(long seed) {
    return (int) (FOLDS * Split.uniform(hasSiret() ? siret : cabbi, seed + 1));
  }

  Row toRow() {
    return RowFactory.create(
        cabbi,
        siret,
        departement,
        candidates.stream().map(ComparedCandidate::toRow).toArray(Row[]::new));
  }

  /** Out of a row that begins with the columns of {@link #SCHEMA}. */
  static Example of(Row row) {
    List<Row> candidates = row.getList(3);
    return new Example(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        candidates.stream().map(ComparedCandidate::of).toList());
  }
}
