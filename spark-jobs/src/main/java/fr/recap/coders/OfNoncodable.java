package fr.recap.coders;

import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Detection;
import fr.recap.models.ModelRef;
import fr.recap.models.ThresholdDecision;
import fr.recap.models.Verifier;
import fr.recap.nomenclature.FormText;
import fr.recap.noncodable.CodeNoncodable;
import fr.recap.noncodable.NoncodableScorer;
import fr.recap.noncodable.TrainNoncodable;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Noncodable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The detection of forms that lead to no establishment, which may read what the matcher says. */
record OfNoncodable(RecapConfig config) implements Coder {
  private static final String NAME = "noncodable";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String model() {
    return TrainNoncodable.MODEL;
  }

  @Override
  public Optional<String> version() {
    return config.noncodable().model();
  }

  @Override
  public Verifier verifier() {
    return NoncodableScorer.verifier();
  }

  @Override
  public String stage() {
    return NAME;
  }

  @Override
  public String decision() {
    return CodageAutoResults.NON_CODABLE;
  }

  @Override
  public Training train(SparkSession spark, How how) throws IOException {
    TrainNoncodable.Result result = new TrainNoncodable(spark, config).execute();
    return new Training(result.training(), result.metrics(), Optional.of(result.report()));
  }

  @Override
  public String identity(ModelRef model) {
    return model.fingerprint();
  }

  @Override
  public String activity() {
    return "scoring";
  }

  @Override
  public Dataset<Row> code(Dataset<Row> flow, ModelRef model, PostgresSnapshot snapshot) {
    return CodeNoncodable.transform(flow, model, ThresholdDecision.of(model));
  }

  @Override
  public Column failure() {
    return CodedFormRows.error(CodedFormRows.DETECTION, Detection.FAILED);
  }

  @Override
  public Target target() {
    return new Target(config.tables().noncodable(), Noncodable.TABLE);
  }

  @Override
  public Dataset<Row> rows(Dataset<Row> flow, ModelRef model) {
    return CodeNoncodable.table(flow, model.version());
  }

  @Override
  public Statement statement(ModelRef model) {
    return new DetectionStatement();
  }

  private record DetectionStatement() implements Statement {
    @Override
    public void write(CodedForm form, Map<String, Object> cells) {
      Detection detection = form.detection();
      cells.put(CodageAutoResults.NON_CODABLE, detection.nonCodable());
      cells.put(CodageAutoResults.NON_CODABLE_SCORE, detection.score());
      cells.put(CodageAutoResults.NON_CODABLE_ERROR, detection.error());
    }

    @Override
    public Double probability(CodedForm form) {
      return form.detection().score();
    }

    @Override
    public Optional<FormText> watched() {
      return Optional.empty();
    }

    @Override
    public boolean watchesWords() {
      return false;
    }
  }
}
