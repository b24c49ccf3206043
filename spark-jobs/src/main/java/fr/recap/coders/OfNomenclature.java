package fr.recap.coders;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Prediction;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.FormText;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.nomenclature.NomenclatureCoding;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.NomenclatureProjections;
import fr.recap.tables.Reading;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The coder of one nomenclature. */
record OfNomenclature(RecapConfig config, NomenclatureSettings settings) implements Coder {
  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String model() {
    return TrainNomenclature.model(settings.name());
  }

  @Override
  public Optional<String> version() {
    return settings.model();
  }

  @Override
  public Verifier verifier() {
    return NomenclatureCoder.verifier();
  }

  @Override
  public String stage() {
    return "nomenclatures";
  }

  @Override
  public String decision() {
    return settings.name();
  }

  @Override
  public Training train(SparkSession spark, How how) throws IOException {
    TrainNomenclature.Result result =
        new TrainNomenclature(
                spark,
                config,
                settings.name(),
                new TrainNomenclature.How(how.from(), how.notesOnly()))
            .execute();
    return new Training(result.training(), result.metrics(), result.report());
  }

  @Override
  public Reading demand(Reading reading, ModelRef model) {
    return NomenclatureCoder.demand(reading, model);
  }

  @Override
  public String identity(ModelRef model) {
    return "%s evidence=%s without-main-field=%s"
        .formatted(model.fingerprint(), evidence(), settings.withoutMainField());
  }

  /** Whether the matcher reads its codes. */
  private boolean evidence() {
    return settings.name().equals(config.activity().name());
  }

  @Override
  public String activity() {
    return "coding";
  }

  @Override
  public Dataset<Row> code(Dataset<Row> flow, ModelRef model, PostgresSnapshot snapshot) {
    return CodeNomenclature.transform(flow, NomenclatureCoding.of(settings, model, evidence()));
  }

  @Override
  public Column failure() {
    return CodedFormRows.error(CodedFormRows.prediction(settings.name()), Prediction.CODING_FAILED);
  }

  @Override
  public Target target() {
    return new Target(settings.projections(), NomenclatureProjections.table(settings.name()));
  }

  @Override
  public Dataset<Row> rows(Dataset<Row> flow, ModelRef model) {
    return CodeNomenclature.projections(flow, settings, model.version());
  }

  @Override
  public Statement statement(ModelRef model) {
    return Coders.statement(settings, new FormText(NomenclatureCoder.of(model).inputs()));
  }
}
