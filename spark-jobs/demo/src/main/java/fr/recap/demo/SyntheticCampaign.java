package fr.recap.demo;

import fr.recap.tables.Modalites;
import fr.recap.tables.Nomenclatures;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Table;
import fr.recap.tables.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The tables of a campaign that never was. Each Dataset has the schema of its {@code
 * fr.recap.tables} class and is computed lazily, row by row: the same configuration gives the same
 * rows, whatever the partitions. Keys are unique.
 */
public final class SyntheticCampaign {
  /** Columns of forms: those of {@code rp}, and codes of professions that only some users keep. */
  public static final Table FORMS =
      Rp.TABLE.withTexts(
          List.of("profs_c_c", "profi_c_c", "profa_c_c"),
          "PCS code of the previous automatic coder, Sicore");

  private static final long ROWS_A_PARTITION = 20_000;
  private static final long STRANGERS = 100_000;
  private static final long STRANGE = 0x5DEECE66DL;

  private final SparkSession spark;
  private final DemoConfig config;
  private final Universe universe;

  /** Employers that the register lacks. */
  private final Universe strangers;

  /**
   * Plans a campaign; reads the register file, if there is one.
   *
   * @throws fr.recap.config.RefusedInputException if the register lacks a column or usable rows
   */
  public SyntheticCampaign(SparkSession spark, DemoConfig config) {
    this.spark = spark;
    this.config = config;
    Difficulty difficulty = new Difficulty(config.difficulty());
    if (config.register().isPresent()) {
      List<String[]> left = new ArrayList<>();
      List<String[]> rows = new ArrayList<>();
      for (String[] row : RegisterUniverse.rows(spark, config.register().get())) {
        Draw draw = Draw.of(config.seed(), "left out", row[0]);
        (difficulty.chance(Rates.LEFT_OUT_OF_REGISTER, draw) ? left : rows).add(row);
      }
      this.universe = RegisterUniverse.of(spark, rows, config.seed(), difficulty);
      this.strangers =
          left.isEmpty()
              ? invented(STRANGERS, config.seed() ^ STRANGE, difficulty, Territory.ofFrance())
              : RegisterUniverse.of(spark, left, config.seed(), difficulty);
    } else {
      Territory territory = Territory.of(config.establishments(), difficulty, config.seed());
      this.universe = invented(config.establishments(), config.seed(), difficulty, territory);
      this.strangers = invented(STRANGERS, config.seed() ^ STRANGE, difficulty, territory);
    }
  }

  private static Universe invented(
      long size, long seed, Difficulty difficulty, Territory territory) {
    return new SyntheticUniverse(size, seed, difficulty, territory);
  }

  /** Number of establishments: the option's, or the file's. */
  public long establishments() {
    return universe.size();
  }

  /** {@code sirus}: one row an establishment. */
  public Dataset<Row> sirus() {
    return establishments(Sirus.TABLE, RegisterRows::sirus);
  }

  /** {@code sirus_geo}: one row an establishment. */
  public Dataset<Row> sirusGeo() {
    return establishments(SirusGeo.TABLE, RegisterRows::geo);
  }

  /** {@link #FORMS} of the year before, with clerks' and final codes. */
  public Dataset<Row> trainingForms() {
    return forms(FORMS, config.trainingForms(), config.trainingYear(), form -> rp(form, true));
  }

  /** {@link #FORMS} of the campaign: what was declared and what the previous coder wrote. */
  public Dataset<Row> campaignForms() {
    return forms(FORMS, config.forms(), config.campaignYear(), form -> rp(form, false));
  }

  /** {@code rp_truth}: the right codes of the campaign's forms. */
  public Dataset<Row> truth() {
    return forms(Truth.TABLE, config.forms(), config.campaignYear(), GeneratedForm::truth);
  }

  /** {@code rp_geo} of the training forms; forms that can't be placed have no row. */
  public Dataset<Row> trainingFormsGeo() {
    return forms(RpGeo.TABLE, config.trainingForms(), config.trainingYear(), GeneratedForm::geo);
  }

  /** {@code rp_geo} of the campaign's forms; forms that can't be placed have no row. */
  public Dataset<Row> campaignFormsGeo() {
    return forms(RpGeo.TABLE, config.forms(), config.campaignYear(), GeneratedForm::geo);
  }

  /** {@code nomenclatures}: five levels of NAF (root NAF2_1) and four of PCS (root PCS1). */
  public Dataset<Row> nomenclatures() {
    return spark.createDataFrame(
        NomenclatureRows.levels().stream().map(v -> row(Nomenclatures.TABLE, v)).toList(),
        Nomenclatures.TABLE.schema());
  }

  /** {@code modalites}: the nodes of both trees; NAF has 732 leaves. */
  public Dataset<Row> modalites() {
    return spark.createDataFrame(
        NomenclatureRows.nodes().stream().map(v -> row(Modalites.TABLE, v)).toList(),
        Modalites.TABLE.schema());
  }

  private static Map<String, Object> rp(GeneratedForm form, boolean decided) {
    Map<String, Object> values = new HashMap<>(form.declared());
    values.putAll(form.coded());
    if (decided) {
      values.putAll(form.decided());
    }
    return values;
  }

  private Dataset<Row> forms(Table table, long rows, int year, FormColumns columns) {
    FormMaker maker = new FormMaker(universe, strangers, year, config);
    return generate(table, rows, index -> columns.of(maker.make(index)));
  }

  private Dataset<Row> establishments(Table table, EstablishmentColumns columns) {
    Universe all = universe;
    return generate(table, all.size(), index -> columns.of(all.establishment(index)));
  }

  private Dataset<Row> generate(Table table, long rows, Generator generator) {
    int most = (int) Math.min(Integer.MAX_VALUE, Math.max(1, rows / ROWS_A_PARTITION));
    int partitions = Math.max(spark.sparkContext().defaultParallelism(), most);
    MapPartitionsFunction<Long, Row> make = indices -> rows(table, generator, indices);
    return spark
        .range(0, rows, 1, partitions)
        .as(Encoders.LONG())
        .mapPartitions(make, Encoders.row(table.schema()));
  }

  private static Iterator<Row> rows(Table table, Generator generator, Iterator<Long> indices) {
    LongStream stream =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(indices, 0), false)
            .mapToLong(Long::longValue);
    return stream
        .mapToObj(generator::columns)
        .filter(Objects::nonNull)
        .map(values -> row(table, values))
        .iterator();
  }

  private static Row row(Table table, Map<String, Object> values) {
    return RowFactory.create(table.names().stream().map(values::get).toArray());
  }

  /** Columns of a row, or null for no row. */
  private interface Generator extends java.io.Serializable {
    Map<String, Object> columns(long index);
  }

  private interface FormColumns extends java.io.Serializable {
    Map<String, Object> of(GeneratedForm form);
  }

  private interface EstablishmentColumns extends java.io.Serializable {
    Map<String, Object> of(Establishment establishment);
  }
}
