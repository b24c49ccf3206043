package fr.recap.siret;

import fr.recap.models.BinaryArrays;
import fr.recap.tables.BiTopk;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What became of a form when its candidates were ranked: what the decisions see of it, and what
 * they ought to say.
 */
final class JudgedForm {
  static final StructType SCHEMA =
      new StructType()
          .add("fold", DataTypes.IntegerType, false)
          .add("features", DataTypes.BinaryType, false)
          .add("establishment", DataTypes.BooleanType, false)
          .add("unit", DataTypes.BooleanType, false)
          .add("present", DataTypes.BooleanType, false)
          .add("shares", DataTypes.BinaryType, false)
          .add("truth", DataTypes.IntegerType, false);

  private final int fold;
  private final float[] features;
  private final boolean establishment;
  private final boolean unit;
  private final boolean present;
  private final float[] shares;
  private final int truth;

  private JudgedForm(
      int fold,
      float[] features,
      boolean establishment,
      boolean unit,
      boolean present,
      float[] shares,
      int truth) {
    this.fold = fold;
    this.features = features;
    this.establishment = establishment;
    this.unit = unit;
    this.present = present;
    this.shares = shares;
    this.truth = truth;
  }

  /**
   * Judges a ranking.
   *
   * @param example with candidates
   * @param form these candidates in order
   */
  static JudgedForm of(Example example, RankedForm form, int fold) {
    ComparedCandidate first = form.first().candidate();
    List<String> sirets =
        form.ranked().stream()
            .limit(BiTopk.RANKS)
            .map(ranked -> ranked.candidate().siret())
            .toList();
    double[] all = form.shares();
    float[] shares = new float[sirets.size()];
    for (int rank = 0; rank < shares.length; rank++) {
      shares[rank] = (float) all[rank];
    }
    return new JudgedForm(
        fold,
        form.features(),
        first.siret().equals(example.siret()),
        example.hasSiret() && example.siret().startsWith(first.siren()),
        example.hasSiret(),
        shares,
        sirets.indexOf(example.siret()));
  }

  Row toRow() {
    return RowFactory.create(
        fold,
        BinaryArrays.toBytes(features),
        establishment,
        unit,
        present,
        BinaryArrays.toBytes(shares),
        truth);
  }

  static JudgedForm of(Row row) {
    return new JudgedForm(
        row.getInt(0),
        BinaryArrays.toFloats(row.getAs(1)),
        row.getBoolean(2),
        row.getBoolean(3),
        row.getBoolean(4),
        BinaryArrays.toFloats(row.getAs(5)),
        row.getInt(6));
  }

  /** The fold that it belongs to. */
  int fold() {
    return fold;
  }

  /** {@link RankedForm#features}; not a copy. */
  float[] features() {
    return features;
  }

  /** Whether the first candidate is the true establishment. */
  boolean establishment() {
    return establishment;
  }

  /** Whether the first candidate belongs to the true legal unit. */
  boolean unit() {
    return unit;
  }

  /** Whether the form has an establishment, among the candidates or not. */
  boolean present() {
    return present;
  }

  /** Shares of the first candidates, as many as are stored; not a copy. */
  float[] shares() {
    return shares;
  }

  /** Position of the true establishment among these; -1 if it isn't there. */
  int truth() {
    return truth;
  }
}
