package fr.recap.coders;

import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Match;
import fr.recap.forms.MatchedEstablishment;
import fr.recap.models.ModelRef;
import fr.recap.models.ThresholdDecision;
import fr.recap.models.Verifier;
import fr.recap.nomenclature.FormText;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.siret.MatchInput;
import fr.recap.siret.MatchRows;
import fr.recap.siret.MatchSiret;
import fr.recap.siret.TrainSiret;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The matcher of establishments, which reads the predicted activities. */
record OfEstablishments(RecapConfig config) implements Coder {
  private static final String NAME = "siret";
  private static final String REGISTER = "register";

  /** A task remembers names and establishments from form to form, and forgets them at its end. */
  private static final int FORMS_OF_A_TASK = 1000;

  private static final int MOST_TASKS = 10_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String model() {
    return MatchSiret.MODEL;
  }

  @Override
  public Optional<String> version() {
    return config.siret().model();
  }

  @Override
  public Verifier verifier() {
    return MatchSiret.verifier();
  }

  @Override
  public String stage() {
    return NAME;
  }

  @Override
  public String decision() {
    return NAME;
  }

  @Override
  public Training train(SparkSession spark, How how) throws IOException {
    TrainSiret.Result result = new TrainSiret(spark, config).execute();
    return new Training(result.training(), result.metrics(), Optional.of(result.report()));
  }

  @Override
  public Map<String, ModelRef> beside(ModelRef model) {
    return MatchSiret.register(model, config)
        .map(register -> Map.of(REGISTER, register))
        .orElse(Map.of());
  }

  @Override
  public Coder pinned(ModelRef model) {
    return MatchSiret.register(model, config)
        .<Coder>map(
            register ->
                new OfEstablishments(config.with(config.siret().withRegister(register.version()))))
        .orElse(this);
  }

  @Override
  public Reading demand(Reading reading, ModelRef model) {
    return MatchInput.demand(reading);
  }

  @Override
  public String identity(ModelRef model) {
    return "%s %s".formatted(model.fingerprint(), MatchSiret.searched(model, config));
  }

  @Override
  public String activity() {
    return "searching for";
  }

  @Override
  public Dataset<Row> code(Dataset<Row> flow, ModelRef model, PostgresSnapshot snapshot) {
    Dataset<Row> known = MatchSiret.lookUp(flow, snapshot, model, config);
    int cores = flow.sparkSession().sparkContext().defaultParallelism();
    // Those before it have coded these forms and are kept: a delivery may be a few of many.
    long forms = flow.count();
    int tasks = (int) Math.max(2L * cores, Math.min(MOST_TASKS, forms / FORMS_OF_A_TASK));
    return MatchSiret.transform(
        MatchInput.spread(known, tasks), model, config, ThresholdDecision.of(model));
  }

  @Override
  public Column failure() {
    return CodedFormRows.error(CodedFormRows.MATCH, Match.SEARCH_FAILED);
  }

  @Override
  public Target target() {
    return new Target(config.tables().biTopk(), BiTopk.TABLE);
  }

  @Override
  public Dataset<Row> rows(Dataset<Row> flow, ModelRef model) {
    return MatchRows.biTopk(flow);
  }

  @Override
  public Statement statement(ModelRef model) {
    return new MatchStatement();
  }

  private record MatchStatement() implements Statement {
    @Override
    public void write(CodedForm form, Map<String, Object> cells) {
      Match match = form.match();
      List<MatchedEstablishment> ranked = match.ranked();
      CodeColumns.write(
          cells,
          NAME,
          ranked.stream().map(MatchedEstablishment::siret).toList(),
          ranked.stream().map(MatchedEstablishment::score).toList(),
          match.establishment(),
          match.error());
      match
          .first()
          .ifPresent(
              first -> {
                cells.put(CodageAutoResults.SIRET_APET, first.apet());
                cells.put(CodageAutoResults.SIRET_EXPLICATION, first.explanation());
                cells.put(BiTopk.SIREN, first.siren());
              });
      cells.put(BiTopk.SIREN_CODAGE_AUTO, match.unit().automatic());
      cells.put(BiTopk.SIREN_CODAGE_AUTO_PROBA, match.unit().probability());
    }

    @Override
    public Double probability(CodedForm form) {
      return form.match().establishment().probability();
    }

    @Override
    public Optional<FormText> watched() {
      return Optional.of(TrainSiret.FIELDS);
    }

    @Override
    public boolean watchesWords() {
      return false;
    }
  }
}
