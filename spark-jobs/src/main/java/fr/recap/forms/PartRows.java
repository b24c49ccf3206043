package fr.recap.forms;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.WrappedArray;

/** The parts of a {@link CodedForm} as structs. */
public final class PartRows {
  /** Of a {@link Location}. */
  public static final StructType LOCATION =
      new StructType()
          .add("latitude", DataTypes.DoubleType)
          .add("longitude", DataTypes.DoubleType)
          .add("commune", DataTypes.StringType)
          .add("commune_score", DataTypes.DoubleType);

  /** Of an {@link ExactMatch}. */
  public static final StructType EXACT =
      new StructType().add("siret", DataTypes.StringType).add("forms", DataTypes.IntegerType);

  /** Of a {@link Prediction}. */
  public static final StructType PREDICTION =
      new StructType()
          .add("error", DataTypes.StringType)
          .add("by_other_fields", DataTypes.BooleanType)
          .add("codes", DataTypes.createArrayType(DataTypes.StringType))
          .add("scores", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("automatic", DataTypes.BooleanType)
          .add("probability", DataTypes.DoubleType)
          .add("projection", DataTypes.createArrayType(DataTypes.FloatType));

  private static final StructType DECISION =
      new StructType()
          .add("automatic", DataTypes.BooleanType)
          .add("probability", DataTypes.DoubleType);

  private static final StructType ESTABLISHMENT =
      new StructType()
          .add("siret", DataTypes.StringType)
          .add("apet", DataTypes.StringType)
          .add("score", DataTypes.DoubleType)
          .add("similarity", DataTypes.DoubleType)
          .add("times_found", DataTypes.IntegerType)
          .add("activity_score", DataTypes.DoubleType)
          .add("probability", DataTypes.DoubleType)
          .add("explanation", DataTypes.StringType);

  /** Of a {@link Match}. */
  public static final StructType MATCH =
      new StructType()
          .add("ranked", DataTypes.createArrayType(ESTABLISHMENT))
          .add("establishment", DECISION)
          .add("unit", DECISION)
          .add("presence", DataTypes.DoubleType)
          .add("projection", DataTypes.createArrayType(DataTypes.FloatType))
          .add("error", DataTypes.StringType)
          .add("failed", DataTypes.BooleanType);

  /** Of a {@link Detection}. */
  public static final StructType DETECTION =
      new StructType()
          .add("non_codable", DataTypes.BooleanType)
          .add("score", DataTypes.DoubleType)
          .add("error", DataTypes.StringType);

  private PartRows() {}

  static Location location(Row row) {
    return new Location(row.getAs(0), row.getAs(1), row.getString(2), row.getAs(3));
  }

  /** A struct of {@link #EXACT}; null for null. */
  public static Row of(ExactMatch exact) {
    return exact == null ? null : RowFactory.create(exact.siret(), exact.forms());
  }

  static ExactMatch exact(Row row) {
    return new ExactMatch(row.getString(0), row.getInt(1));
  }

  /** A struct of {@link #PREDICTION}. */
  public static Row of(Prediction prediction) {
    return RowFactory.create(
        prediction.error(),
        prediction.byOtherFields(),
        sequence(prediction.codes().toArray()),
        sequence(prediction.scores().toArray()),
        prediction.automatic(),
        prediction.probability(),
        floats(prediction.projection()));
  }

  static Prediction prediction(Row row) {
    return new Prediction(
        row.getString(0),
        row.getBoolean(1),
        row.getList(2),
        row.getList(3),
        row.getBoolean(4),
        row.getDouble(5),
        projection(row, 6));
  }

  /** A struct of {@link #MATCH}. */
  public static Row of(Match match) {
    return RowFactory.create(
        sequence(match.ranked().stream().map(PartRows::of).toArray()),
        of(match.establishment()),
        of(match.unit()),
        match.presence(),
        floats(match.projection()),
        match.error(),
        match.failed());
  }

  static Match match(Row row) {
    List<MatchedEstablishment> ranked = new ArrayList<>();
    for (Object establishment : row.getList(0)) {
      ranked.add(establishment((Row) establishment));
    }
    return new Match(
        ranked,
        decision(row.getStruct(1)),
        decision(row.getStruct(2)),
        row.getDouble(3),
        projection(row, 4),
        row.getString(5),
        row.getBoolean(6));
  }

  /** A struct of {@link #DETECTION}. */
  public static Row of(Detection detection) {
    return RowFactory.create(detection.nonCodable(), detection.score(), detection.error());
  }

  static Detection detection(Row row) {
    return new Detection(row.getBoolean(0), row.getAs(1), row.getString(2));
  }

  private static Row of(MatchedEstablishment establishment) {
    return RowFactory.create(
        establishment.siret(),
        establishment.apet(),
        establishment.score(),
        establishment.similarity(),
        establishment.timesFound(),
        establishment.activityScore(),
        establishment.probability(),
        establishment.explanation());
  }

  private static MatchedEstablishment establishment(Row row) {
    return new MatchedEstablishment(
        row.getString(0),
        row.getString(1),
        row.getDouble(2),
        row.getDouble(3),
        row.getInt(4),
        row.getDouble(5),
        row.getDouble(6),
        row.getString(7));
  }

  private static Row of(Decision decision) {
    return RowFactory.create(decision.automatic(), decision.probability());
  }

  private static Decision decision(Row row) {
    return new Decision(row.getBoolean(0), row.getDouble(1));
  }

  /** As Spark has arrays in rows: a function that follows gets them as they are. */
  private static Object sequence(Object array) {
    return WrappedArray.make(array);
  }

  private static Object floats(Projection projection) {
    float[] values = new float[projection.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = projection.get(i);
    }
    return sequence(values);
  }

  private static Projection projection(Row row, int at) {
    List<Float> values = row.getList(at);
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return Projection.of(floats);
  }
}
